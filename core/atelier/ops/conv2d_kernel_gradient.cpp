#include "atelier/ops/conv2d_kernel_gradient.h"

#include <algorithm>

#include "atelier/ops/outer_product.h"

namespace atelier::ops {

namespace {

/// Runs of images: at most so many, and fewer where their sums would take more than
/// kMostPartialFloats.
constexpr std::size_t kMostRuns = 16;
constexpr std::size_t kMostPartialFloats = std::size_t{4} << 20;

/// Sums added up in one task.
constexpr std::size_t kSumsPerTask = 4'096;

}  // namespace

Conv2dKernelGradient::Conv2dKernelGradient(const Window& window, std::size_t filters,
                                           ThreadPool& pool)
    : window_(window), filters_(filters), pool_(&pool) {}

void Conv2dKernelGradient::run(const float* input, const float* output_gradient, std::size_t batch,
                               float* kernel_gradient) {
  const std::size_t input_size = window_.input_height * window_.input_width * window_.channels;
  const std::size_t output_size = window_.output_height * window_.output_width * filters_;
  const std::size_t kernel_size =
      window_.options.height * window_.options.width * window_.channels * filters_;

  const std::size_t runs =
      std::min(batch, std::clamp<std::size_t>(kMostPartialFloats / kernel_size, 1, kMostRuns));
  partial_sums_.resize(runs * kernel_size);
  pool_->parallel_for(runs, [&](std::size_t run) {
    const std::size_t first = run * batch / runs;
    const std::size_t end = (run + 1) * batch / runs;
    float* sums = partial_sums_.data() + run * kernel_size;
    std::fill_n(sums, kernel_size, 0.0F);
    add_images(input + first * input_size, output_gradient + first * output_size, end - first,
               sums);
  });

  pool_->parallel_for((kernel_size + kSumsPerTask - 1) / kSumsPerTask, [&](std::size_t task) {
    const std::size_t first = task * kSumsPerTask;
    const std::size_t end = std::min(kernel_size, first + kSumsPerTask);
    for (std::size_t run = 0; run < runs; ++run) {
      const float* sums = partial_sums_.data() + run * kernel_size;
      for (std::size_t i = first; i < end; ++i) {
        kernel_gradient[i] += sums[i];
      }
    }
  });
}

// The taps of one kernel row read neighbouring pixels, which lie one after the other in memory:
// together they are the `left` channels of a single product, kernel width * C of them, which fills
// the register tile even for one input channel. At the columns where padding hides some taps, the
// product has those that remain.
void Conv2dKernelGradient::add_images(const float* input, const float* output_gradient,
                                      std::size_t images, float* sums) const {
  const WindowOptions& options = window_.options;
  const std::size_t channels = window_.channels;
  const std::size_t input_row = window_.input_width * channels;
  const std::size_t output_row = window_.output_width * filters_;

  OuterProduct product;
  product.images = images;
  product.left.image_stride = window_.input_height * input_row;
  product.left.row_stride = options.stride_height * input_row;
  product.left.column_stride = options.stride_width * channels;
  product.right.channels = filters_;
  product.right.image_stride = window_.output_height * output_row;
  product.right.row_stride = output_row;
  product.right.column_stride = filters_;
  product.sums_stride = filters_;

  for (std::size_t kernel_row = 0; kernel_row < options.height; ++kernel_row) {
    const WindowRange rows = outputs_inside(kernel_row, options.stride_height, window_.padding_top,
                                            window_.input_height, window_.output_height);
    product.rows = rows.end - rows.first;
    if (product.rows == 0) {
      continue;
    }
    const std::size_t first_input_row =
        rows.first * options.stride_height + kernel_row - window_.padding_top;

    std::size_t column = 0;
    while (column < window_.output_width) {
      const WindowRange pixels = pixels_inside(column, options.width, options.stride_width,
                                               window_.padding_left, window_.input_width);
      const std::size_t taps = pixels.end - pixels.first;
      const std::size_t first_tap =
          pixels.first + window_.padding_left - column * options.stride_width;
      std::size_t next = column + 1;
      while (taps == options.width && next < window_.output_width &&
             next * options.stride_width + options.width <=
                 window_.input_width + window_.padding_left) {
        ++next;
      }
      product.columns = next - column;
      product.left.channels = taps * channels;
      product.left.first = input + first_input_row * input_row + pixels.first * channels;
      product.right.first = output_gradient + rows.first * output_row + column * filters_;
      product.sums = sums + (kernel_row * options.width + first_tap) * channels * filters_;
      outer_product(product);
      column = next;
    }
  }
}

}  // namespace atelier::ops
