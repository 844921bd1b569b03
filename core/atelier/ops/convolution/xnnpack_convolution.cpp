#include "atelier/ops/convolution/xnnpack_convolution.h"

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

}  // namespace

XnnpackConvolution::XnnpackConvolution(const Window& window, std::size_t filters, bool relu,
                                       ThreadPool& pool)
    : window_(window), filters_(filters), relu_(relu), pool_(&pool) {
  initialize_xnnpack();
}

void XnnpackConvolution::set_weights(const float* kernel, const float* bias) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const WindowOptions& options = window_.options;
  const std::size_t taps = options.height * options.width * window_.channels;
  kernel_.resize(taps * filters_);
  float* transposed = kernel_.data();
  for (std::size_t filter = 0; filter < filters_; ++filter) {
    for (std::size_t tap = 0; tap < taps; ++tap) {
      *transposed++ = kernel[tap * filters_ + filter];
    }
  }
  xnn_operator* created = nullptr;
  check_xnnpack(
      kOperation,
      xnn_create_convolution2d_nhwc_f32(
          u32(window_.padding_top), u32(window_.padding_right), u32(window_.padding_bottom),
          u32(window_.padding_left), u32(options.height), u32(options.width),
          u32(options.stride_height), u32(options.stride_width), /*dilation_height=*/1,
          /*dilation_width=*/1, /*groups=*/1, window_.channels, filters_,
          /*input_channel_stride=*/window_.channels, /*output_channel_stride=*/filters_,
          kernel_.data(), bias, relu_ ? 0.0F : -kInfinity, kInfinity, /*flags=*/0,
          /*code_cache=*/nullptr,
          /*weights_cache=*/nullptr, &created));
  operator_.reset(created);
  reshaped_batch_ = 0;
}

void XnnpackConvolution::run(const float* input, std::size_t batch, float* output,
                             const float* mask) {
  if (batch != reshaped_batch_) {
    std::size_t workspace_size = 0;
    std::size_t workspace_alignment = 0;
    check_xnnpack(kOperation,
                  xnn_reshape_convolution2d_nhwc_f32(
                      operator_.get(), batch, window_.input_height, window_.input_width,
                      &workspace_size, &workspace_alignment, /*output_height_out=*/nullptr,
                      /*output_width_out=*/nullptr, pool_->handle()));
    workspace_.resize(workspace_size / sizeof(float) + 1);
    reshaped_batch_ = batch;
  }
  check_xnnpack(kOperation, xnn_setup_convolution2d_nhwc_f32(operator_.get(), workspace_.data(),
                                                             input, output));
  run_xnnpack(kOperation, operator_, *pool_);
  if (mask != nullptr) {
    const std::size_t count = batch * window_.output_height * window_.output_width * filters_;
    relu_backward(mask, output, count, output, *pool_);
  }
}

}  // namespace atelier::ops
