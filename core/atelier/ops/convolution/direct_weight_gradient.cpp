#include "atelier/ops/convolution/direct_weight_gradient.h"

#include <algorithm>

#include "atelier/ops/outer_product.h"

namespace atelier::ops {

namespace {

constexpr std::size_t kMostRuns = 16;

/// Input and output gradient that are gone through by one register tile after the other: 128 KiB,
/// which stay in the L2 cache meanwhile. A quarter of that is 8 % slower, since each tile's sums
/// are then loaded and stored for fewer pixels, and whole runs of images up to 10 %.
constexpr std::size_t kBlockFloats = 32'768;

/// From so many input channels on, the taps of a kernel row are taken one by one: that many fill
/// the register tile.
constexpr std::size_t kLeastChannels = 12;

}  // namespace

DirectWeightGradient::DirectWeightGradient(const Window& window, std::size_t filters,
                                           ThreadPool& pool)
    : window_(window),
      filters_(filters),
      input_size_(window.input_height * window.input_width * window.channels),
      output_size_(window.output_height * window.output_width * filters),
      kernel_size_(window.options.height * window.options.width * window.channels * filters),
      sums_(kernel_size_ + filters, kMostRuns, pool) {}

void DirectWeightGradient::add(const float* input, const float* output_gradient,
                               std::size_t images) {
  sums_.add(images, [&](std::size_t first, std::size_t end, float* run_sums) {
    add_images(input + first * input_size_, output_gradient + first * output_size_, end - first,
               run_sums);
  });
}

void DirectWeightGradient::finish(float* kernel_gradient, float* bias_gradient) {
  const float* sums = sums_.take();
  for (std::size_t i = 0; i < kernel_size_; ++i) {
    kernel_gradient[i] += sums[i];
  }
  if (bias_gradient == nullptr)
    return;
  for (std::size_t filter = 0; filter < filters_; ++filter) {
    bias_gradient[filter] += sums[kernel_size_ + filter];
  }
}

void DirectWeightGradient::add_images(const float* input, const float* output_gradient,
                                      std::size_t images, float* sums) const {
  const std::size_t image_floats = input_size_ + output_size_;
  const std::size_t most_images = std::max<std::size_t>(1, kBlockFloats / image_floats);
  const std::size_t parts =
      std::min(window_.output_height, (image_floats + kBlockFloats - 1) / kBlockFloats);
  for (std::size_t image = 0; image < images; image += most_images) {
    Block block = {.input = input + image * input_size_,
                   .output_gradient = output_gradient + image * output_size_,
                   .images = std::min(most_images, images - image),
                   .first_row = 0,
                   .end_row = 0};
    for (std::size_t part = 0; part < parts; ++part) {
      block.first_row = part * window_.output_height / parts;
      block.end_row = (part + 1) * window_.output_height / parts;
      add_block(block, sums);
    }
  }
}

void DirectWeightGradient::add_block(const Block& block, float* sums) const {
  const WindowOptions& options = window_.options;
  const std::size_t input_row = window_.input_width * window_.channels;
  const std::size_t output_row = window_.output_width * filters_;

  OuterProduct product;
  product.images = block.images;
  product.right.channels = filters_;
  product.right.image_stride = output_size_;
  product.right.row_stride = output_row;
  product.right.column_stride = filters_;
  product.sums_stride = filters_;

  constexpr float kOne = 1;
  product.left.first = &kOne;
  product.left.channels = 1;
  product.right.first = block.output_gradient + block.first_row * output_row;
  product.rows = block.end_row - block.first_row;
  product.columns = window_.output_width;
  product.sums = sums + kernel_size_;
  outer_product(product);

  product.left.image_stride = input_size_;
  product.left.row_stride = options.stride_height * input_row;
  product.left.column_stride = options.stride_width * window_.channels;
  for (std::size_t kernel_row = 0; kernel_row < options.height; ++kernel_row) {
    WindowRange rows = outputs_inside(kernel_row, options.stride_height, window_.padding_top,
                                      window_.input_height, window_.output_height);
    rows.first = std::max(rows.first, block.first_row);
    rows.end = std::min(rows.end, block.end_row);
    if (rows.first >= rows.end) {
      continue;
    }
    product.rows = rows.end - rows.first;
    const std::size_t first_input_row =
        rows.first * options.stride_height + kernel_row - window_.padding_top;
    product.left.first = block.input + first_input_row * input_row;
    product.right.first = block.output_gradient + rows.first * output_row;
    product.sums = sums + kernel_row * options.width * window_.channels * filters_;
    if (window_.channels < kLeastChannels) {
      add_taps_together(product);
    } else {
      add_taps(product);
    }
  }
}

void DirectWeightGradient::add_taps(const OuterProduct& kernel_row) const {
  const WindowOptions& options = window_.options;
  OuterProduct product = kernel_row;
  product.left.channels = window_.channels;
  for (std::size_t tap = 0; tap < options.width; ++tap) {
    const WindowRange columns = outputs_inside(tap, options.stride_width, window_.padding_left,
                                               window_.input_width, window_.output_width);
    product.columns = columns.end - columns.first;
    const std::size_t first_pixel =
        columns.first * options.stride_width + tap - window_.padding_left;
    product.left.first = kernel_row.left.first + first_pixel * window_.channels;
    product.right.first = kernel_row.right.first + columns.first * filters_;
    product.sums = kernel_row.sums + tap * window_.channels * filters_;
    outer_product(product);
  }
}

// The taps of one kernel row read neighbouring pixels, which lie one after the other in memory:
// together they are the `left` channels of a single product, kernel width * C of them, which fills
// the register tile even for one input channel. At the columns where padding hides some taps, the
// product has those that remain.
void DirectWeightGradient::add_taps_together(const OuterProduct& kernel_row) const {
  const WindowOptions& options = window_.options;
  OuterProduct product = kernel_row;
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
    product.left.channels = taps * window_.channels;
    product.left.first = kernel_row.left.first + pixels.first * window_.channels;
    product.right.first = kernel_row.right.first + column * filters_;
    product.sums = kernel_row.sums + first_tap * window_.channels * filters_;
    outer_product(product);
    column = next;
  }
}

}  // namespace atelier::ops
