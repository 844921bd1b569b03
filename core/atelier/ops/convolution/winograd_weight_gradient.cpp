#include "atelier/ops/convolution/winograd_weight_gradient.h"

#include <algorithm>

#include "atelier/ops/outer_product.h"

namespace atelier::ops {

namespace {

/// With 16, clearing and adding up the runs' sums takes 5 % of the time.
constexpr std::size_t kMostRuns = 8;

/// Transformed inputs and output gradients that are multiplied together: 512 KiB, which stay in the
/// L2 cache. A quarter of that is 7 to 15 % slower, since sums are then loaded and stored for fewer
/// tiles.
constexpr std::size_t kBlockFloats = 131'072;

/// Pairs of channels whose sums are transformed back in one task.
constexpr std::size_t kPairsPerTask = 512;

}  // namespace

bool WinogradWeightGradient::serves(const Window& window, std::size_t filters) {
  const WindowOptions& options = window.options;
  return options.height == 3 && options.width == 3 && options.stride_height == 1 &&
         options.stride_width == 1 &&
         std::min(window.channels, filters) >= winograd_kernels().front().lanes;
}

WinogradWeightGradient::WinogradWeightGradient(const Window& window, std::size_t filters,
                                               ThreadPool& pool, const WinogradKernel& transforms)
    : window_(window),
      filters_(filters),
      input_size_(window.input_height * window.input_width * window.channels),
      output_size_(window.output_height * window.output_width * filters),
      point_size_(window.channels * filters),
      tile_rows_((window.output_height + 1) / 2),
      tiles_((window.output_width + 1) / 2),
      pool_(&pool),
      transforms_(transforms),
      sums_(kWinogradPoints * point_size_ + filters, kMostRuns, pool) {}

void WinogradWeightGradient::add(const float* input, const float* output_gradient,
                                 std::size_t images) {
  sums_.add(images, [&](std::size_t first, std::size_t end, float* run_sums) {
    add_images(input + first * input_size_, output_gradient + first * output_size_, end - first,
               run_sums);
  });
}

void WinogradWeightGradient::finish(float* kernel_gradient, float* bias_gradient) {
  const float* sums = sums_.take();
  pool_->parallel_for((point_size_ + kPairsPerTask - 1) / kPairsPerTask, [&](std::size_t task) {
    const std::size_t first = task * kPairsPerTask;
    add_winograd_kernel_gradient(sums, point_size_, first,
                                 std::min(point_size_, first + kPairsPerTask), kernel_gradient);
  });
  if (bias_gradient == nullptr)
    return;
  for (std::size_t filter = 0; filter < filters_; ++filter) {
    bias_gradient[filter] += sums[kWinogradPoints * point_size_ + filter];
  }
}

void WinogradWeightGradient::add_images(const float* input, const float* output_gradient,
                                        std::size_t images, float* sums) const {
  const std::size_t channels = window_.channels;
  const std::size_t tile_rows = images * tile_rows_;
  const std::size_t row_floats = kWinogradPoints * tiles_ * (channels + filters_);
  const std::size_t block_rows =
      std::min(tile_rows, std::max<std::size_t>(1, kBlockFloats / row_floats));
  const std::size_t block_tiles = block_rows * tiles_;
  const std::size_t input_stride = winograd_point_stride(block_tiles * channels);
  const std::size_t gradient_stride = winograd_point_stride(block_tiles * filters_);
  // Each thread's own and kept: a step in the steady state takes no memory.
  thread_local Buffer memory;
  memory.resize(kWinogradPoints * (input_stride + gradient_stride));
  float* const input_points = memory.data();
  float* const gradient_points = input_points + kWinogradPoints * input_stride;

  WinogradInput left;
  left.height = window_.input_height;
  left.width = window_.input_width;
  left.channels = channels;
  left.padding_top = window_.padding_top;
  left.padding_left = window_.padding_left;
  left.tiles = tiles_;
  left.point_stride = input_stride;

  WinogradOutputGradient right;
  right.height = window_.output_height;
  right.width = window_.output_width;
  right.channels = filters_;
  right.point_stride = gradient_stride;

  OuterProduct product;
  product.right.channels = filters_;
  product.right.column_stride = filters_;
  product.sums_stride = filters_;

  for (std::size_t block = 0; block < tile_rows; block += block_rows) {
    const std::size_t rows = std::min(block_rows, tile_rows - block);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t image = (block + row) / tile_rows_;
      left.image = input + image * input_size_;
      left.tile_row = (block + row) % tile_rows_;
      left.points = input_points + row * tiles_ * channels;
      transforms_.transform_input(left);
      right.image = output_gradient + image * output_size_;
      right.tile_row = left.tile_row;
      right.points = gradient_points + row * tiles_ * filters_;
      transforms_.transform_output_gradient(right);
    }

    product.columns = rows * tiles_;
    product.left.channels = channels;
    product.left.column_stride = channels;
    for (std::size_t point = 0; point < kWinogradPoints; ++point) {
      product.left.first = input_points + point * input_stride;
      product.right.first = gradient_points + point * gradient_stride;
      product.sums = sums + point * point_size_;
      outer_product(product);
    }
    // A dY A' is the sum of the tile's four at the second point of both directions.
    constexpr std::size_t kSum = 5;
    constexpr float kOne = 1;
    product.left.first = &kOne;
    product.left.channels = 1;
    product.left.column_stride = 0;
    product.right.first = gradient_points + kSum * gradient_stride;
    product.sums = sums + kWinogradPoints * point_size_;
    outer_product(product);
  }
}

}  // namespace atelier::ops
