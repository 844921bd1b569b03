#include "atelier/ops/convolution/input_gradient.h"

#include <algorithm>

namespace atelier::ops {

namespace {

/// What the convolution of the output gradient sees. At the bottom and right, it also reaches the
/// pixels that no window of the forward convolution did because they do not fill a stride: their
/// gradient is zero.
Window rotated(const Window& forward, std::size_t filters) {
  const WindowOptions& options = forward.options;
  Window window = forward;
  window.options.stride_height = 1;
  window.options.stride_width = 1;
  window.input_height = (forward.output_height - 1) * options.stride_height + 1;
  window.input_width = (forward.output_width - 1) * options.stride_width + 1;
  window.channels = filters;
  window.output_height = forward.input_height;
  window.output_width = forward.input_width;
  window.padding_top = options.height - 1 - forward.padding_top;
  window.padding_left = options.width - 1 - forward.padding_left;
  window.padding_bottom =
      window.output_height + options.height - 1 - window.input_height - window.padding_top;
  window.padding_right =
      window.output_width + options.width - 1 - window.input_width - window.padding_left;
  return window;
}

}  // namespace

ConvolutionInputGradient::ConvolutionInputGradient(const Window& window, std::size_t filters,
                                                   ThreadPool& pool)
    : window_(window),
      filters_(filters),
      spread_window_(rotated(window, filters)),
      pool_(&pool),
      convolution_(make_convolution(spread_window_, window.channels, /*relu=*/false, pool)) {}

void ConvolutionInputGradient::set_kernel(const float* kernel) {
  const std::size_t taps = window_.options.height * window_.options.width;
  const std::size_t channels = window_.channels;
  kernel_.resize(channels * taps * filters_);
  float* rotated_kernel = kernel_.data();
  for (std::size_t tap = taps; tap-- > 0;) {
    for (std::size_t filter = 0; filter < filters_; ++filter) {
      for (std::size_t channel = 0; channel < channels; ++channel) {
        *rotated_kernel++ = kernel[(tap * channels + channel) * filters_ + filter];
      }
    }
  }
  convolution_->set_weights(kernel_.data(), /*bias=*/nullptr);
}

void ConvolutionInputGradient::run(const float* output_gradient, std::size_t batch,
                                   float* input_gradient, const float* relu_output) {
  const WindowOptions& options = window_.options;
  if (options.stride_height > 1 || options.stride_width > 1)
    output_gradient = spread(output_gradient, batch);
  convolution_->run(output_gradient, batch, input_gradient, relu_output);
}

const float* ConvolutionInputGradient::spread(const float* output_gradient, std::size_t batch) {
  const std::size_t row = spread_window_.input_width * filters_;
  const std::size_t image = spread_window_.input_height * row;
  spread_.resize(float_count(batch, image));
  pool_->parallel_for(batch, [&](std::size_t index) {
    const float* pixel =
        output_gradient + index * window_.output_height * window_.output_width * filters_;
    float* target = spread_.data() + index * image;
    std::fill_n(target, image, 0.0F);
    for (std::size_t y = 0; y < window_.output_height; ++y) {
      for (std::size_t x = 0; x < window_.output_width; ++x) {
        std::copy_n(pixel, filters_,
                    target + y * window_.options.stride_height * row +
                        x * window_.options.stride_width * filters_);
        pixel += filters_;
      }
    }
  });
  return spread_.data();
}

}  // namespace atelier::ops
