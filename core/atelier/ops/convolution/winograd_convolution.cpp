#include "atelier/ops/convolution/winograd_convolution.h"

#include <algorithm>
#include <limits>

#include "atelier/ops/convolution/image_parts.h"

namespace atelier::ops {

namespace {

/// Tiles that are transformed, multiplied and transformed back together, in whole rows of them: the
/// products' register tiles hold 14 pixels (AVX-512), and 7 x 7 pixels are 16 tiles. Up to 98 are
/// as fast, for more memory.
constexpr std::size_t kMostTiles = 16;

}  // namespace

bool WinogradConvolution::serves(const Window& window, std::size_t filters) {
  const WindowOptions& options = window.options;
  if (convolution_row_kernels().empty() || options.height != 3 || options.width != 3 ||
      options.stride_height != 1 || options.stride_width != 1)
    return false;
  return std::min(window.channels, filters) >= winograd_kernels().front().lanes;
}

WinogradConvolution::WinogradConvolution(const Window& window, std::size_t filters, bool relu,
                                         ThreadPool& pool, const WinogradKernel& transforms,
                                         const ConvolutionRowKernel& products)
    : window_(window),
      filters_(filters),
      relu_(relu),
      pool_(&pool),
      transforms_(transforms),
      products_(products),
      tile_rows_((window.output_height + 1) / 2),
      tiles_((window.output_width + 1) / 2) {
  const std::size_t padded_filters =
      (filters + products.lanes - 1) / products.lanes * products.lanes;
  packed_weights_ = window.channels * padded_filters;
  points_.resize(kWinogradPoints * window.channels * filters);
  weights_.resize(kWinogradPoints * packed_weights_);
  bias_.resize(filters);
  no_bias_.resize(padded_filters);
  std::fill_n(no_bias_.data(), padded_filters, 0.0F);
}

void WinogradConvolution::set_weights(const float* kernel, const float* bias) {
  const std::size_t size = window_.channels * filters_;
  transform_winograd_kernel(kernel, size, points_.data());
  for (std::size_t point = 0; point < kWinogradPoints; ++point) {
    pack_convolution_weights(points_.data() + point * size, window_.channels, filters_,
                             products_.lanes, weights_.data() + point * packed_weights_);
  }
  if (bias != nullptr) {
    std::copy_n(bias, filters_, bias_.data());
  } else {
    std::fill_n(bias_.data(), filters_, 0.0F);
  }
}

void WinogradConvolution::run(const float* input, std::size_t batch, float* output,
                              const float* mask) {
  const std::size_t input_size = window_.input_height * window_.input_width * window_.channels;
  const std::size_t output_size = window_.output_height * window_.output_width * filters_;
  const std::size_t parts = parts_of_image(batch, tile_rows_);
  pool_->parallel_for(batch * parts, [&](std::size_t task) {
    const std::size_t image = task / parts;
    const std::size_t part = task % parts;
    run_rows(input + image * input_size, part * tile_rows_ / parts, (part + 1) * tile_rows_ / parts,
             output + image * output_size, mask == nullptr ? nullptr : mask + image * output_size);
  });
}

void WinogradConvolution::run_rows(const float* image, std::size_t first, std::size_t end,
                                   float* output, const float* mask) const {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const std::size_t channels = window_.channels;
  const std::size_t block_rows =
      std::min(end - first, std::max<std::size_t>(1, kMostTiles / tiles_));
  const std::size_t block_tiles = block_rows * tiles_;
  const std::size_t input_stride = winograd_point_stride(block_tiles * channels);
  const std::size_t output_stride = winograd_point_stride(block_tiles * filters_);
  // Each thread's own and kept: a step in the steady state takes no memory.
  thread_local Buffer memory;
  memory.resize(kWinogradPoints * (input_stride + output_stride));
  float* const input_points = memory.data();
  float* const output_points = input_points + kWinogradPoints * input_stride;

  WinogradInput input;
  input.image = image;
  input.height = window_.input_height;
  input.width = window_.input_width;
  input.channels = channels;
  input.padding_top = window_.padding_top;
  input.padding_left = window_.padding_left;
  input.tiles = tiles_;
  input.point_stride = input_stride;

  ConvolutionRow product;
  const float* product_input = nullptr;
  product.inputs = &product_input;
  product.kernel_rows = 1;
  product.taps = channels;
  product.pixel_stride = channels;
  product.packed_kernel_rows = 1;
  product.bias = no_bias_.data();
  product.least = -kInfinity;
  product.channels = filters_;

  WinogradOutput result;
  result.point_stride = output_stride;
  result.bias = bias_.data();
  result.least = relu_ ? 0.0F : -kInfinity;
  result.image = output;
  result.mask = mask;
  result.height = window_.output_height;
  result.width = window_.output_width;
  result.channels = filters_;

  for (std::size_t block = first; block < end; block += block_rows) {
    const std::size_t rows = std::min(block_rows, end - block);
    for (std::size_t row = 0; row < rows; ++row) {
      input.tile_row = block + row;
      input.points = input_points + row * tiles_ * channels;
      transforms_.transform_input(input);
    }

    product.pixels = rows * tiles_;
    for (std::size_t point = 0; point < kWinogradPoints; ++point) {
      product_input = input_points + point * input_stride;
      product.weights = weights_.data() + point * packed_weights_;
      product.output = output_points + point * output_stride;
      products_.run(product);
    }

    for (std::size_t row = 0; row < rows; ++row) {
      result.tile_row = block + row;
      result.points = output_points + row * tiles_ * filters_;
      transforms_.transform_output(result);
    }
  }
}

}  // namespace atelier::ops
