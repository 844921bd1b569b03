#include "atelier/ops/conv2d_input_gradient.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <xnnpack.h>

#include "atelier/ops/relu.h"

namespace atelier::ops {

namespace {

constexpr const char* kOperation = "conv2d";

std::uint32_t u32(std::size_t size) {
  return static_cast<std::uint32_t>(size);
}

/// What the convolution of the output gradient sees.
Window rotated(const Window& forward, std::size_t filters) {
  Window window = forward;
  window.input_height = forward.output_height;
  window.input_width = forward.output_width;
  window.channels = filters;
  window.output_height = forward.input_height;
  window.output_width = forward.input_width;
  window.padding_top = forward.options.height - 1 - forward.padding_top;
  window.padding_bottom = forward.options.height - 1 - forward.padding_bottom;
  window.padding_left = forward.options.width - 1 - forward.padding_left;
  window.padding_right = forward.options.width - 1 - forward.padding_right;
  return window;
}

/// Rows (or columns) at the end of the image that no window reached, because they do not fill a
/// stride.
std::size_t uncovered(std::size_t input, std::size_t padding, std::size_t outputs,
                      std::size_t stride, std::size_t size) {
  return input + padding - ((outputs - 1) * stride + size);
}

}  // namespace

Conv2dInputGradient::Conv2dInputGradient(const Window& window, std::size_t filters,
                                         ThreadPool& pool)
    : window_(window), filters_(filters), pool_(&pool) {
  if (window.options.stride_height == 1 && window.options.stride_width == 1) {
    convolution_.emplace(rotated(window, filters), window.channels, /*relu=*/false, pool);
  }
  initialize_xnnpack();
}

void Conv2dInputGradient::set_kernel(const float* kernel) {
  const std::size_t taps = window_.options.height * window_.options.width;
  const std::size_t channels = window_.channels;
  kernel_.resize(channels * taps * filters_);
  float* reordered = kernel_.data();
  if (convolution_) {
    for (std::size_t tap = taps; tap-- > 0;) {
      for (std::size_t filter = 0; filter < filters_; ++filter) {
        for (std::size_t channel = 0; channel < channels; ++channel) {
          *reordered++ = kernel[(tap * channels + channel) * filters_ + filter];
        }
      }
    }
    convolution_->set_weights(kernel_.data(), /*bias=*/nullptr);
  } else {
    for (std::size_t channel = 0; channel < channels; ++channel) {
      for (std::size_t tap = 0; tap < taps; ++tap) {
        std::copy_n(kernel + (tap * channels + channel) * filters_, filters_, reordered);
        reordered += filters_;
      }
    }
    create_deconvolution();
  }
}

void Conv2dInputGradient::run(const float* output_gradient, std::size_t batch,
                              float* input_gradient, const float* relu_output) {
  if (convolution_) {
    convolution_->run(output_gradient, batch, input_gradient, relu_output);
    return;
  }
  run_deconvolution(output_gradient, batch, input_gradient);
  if (relu_output != nullptr) {
    const std::size_t count = batch * window_.input_height * window_.input_width * window_.channels;
    relu_backward(relu_output, input_gradient, count, input_gradient, *pool_);
  }
}

void Conv2dInputGradient::create_deconvolution() {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const WindowOptions& options = window_.options;
  xnn_operator* created = nullptr;
  check_xnnpack(
      kOperation,
      xnn_create_deconvolution2d_nhwc_f32(
          u32(window_.padding_top), u32(window_.padding_right), u32(window_.padding_bottom),
          u32(window_.padding_left), u32(options.height), u32(options.width),
          u32(options.stride_height), u32(options.stride_width), /*dilation_height=*/1,
          /*dilation_width=*/1, /*groups=*/1, filters_, window_.channels,
          /*input_pixel_stride=*/filters_, /*output_pixel_stride=*/window_.channels, kernel_.data(),
          /*bias=*/nullptr, -kInfinity, kInfinity, /*flags=*/0, /*code_cache=*/nullptr,
          /*weights_cache=*/nullptr, &created));
  deconvolution_.reset(created);
  reshaped_batch_ = 0;
}

void Conv2dInputGradient::run_deconvolution(const float* output_gradient, std::size_t batch,
                                            float* input_gradient) {
  const WindowOptions& options = window_.options;
  if (batch != reshaped_batch_) {
    check_xnnpack(
        kOperation,
        xnn_reshape_deconvolution2d_nhwc_f32(
            deconvolution_.get(), batch, window_.output_height, window_.output_width,
            u32(uncovered(window_.input_height, window_.padding_top + window_.padding_bottom,
                          window_.output_height, options.stride_height, options.height)),
            u32(uncovered(window_.input_width, window_.padding_left + window_.padding_right,
                          window_.output_width, options.stride_width, options.width)),
            /*output_height_out=*/nullptr, /*output_width_out=*/nullptr, pool_->handle()));
    reshaped_batch_ = batch;
  }
  check_xnnpack(kOperation, xnn_setup_deconvolution2d_nhwc_f32(deconvolution_.get(),
                                                               output_gradient, input_gradient));
  run_xnnpack(kOperation, deconvolution_, *pool_);
}

}  // namespace atelier::ops
