#include "atelier/ops/average_pooling2d.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <xnnpack.h>

#include "atelier/ops/window_loops.h"

namespace atelier::ops {

namespace {

constexpr const char* kOperation = "average_pooling2d";

std::uint32_t u32(std::size_t size) {
  return static_cast<std::uint32_t>(size);
}

}  // namespace

AveragePooling2d::AveragePooling2d(const Shape& input, const WindowOptions& window,
                                   ThreadPool& pool)
    : window_(kOperation, input, window), pool_(&pool) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  initialize_xnnpack();
  xnn_operator* created = nullptr;
  check_xnnpack(kOperation,
                xnn_create_average_pooling2d_nhwc_f32(
                    u32(window_.padding_top), u32(window_.padding_right),
                    u32(window_.padding_bottom), u32(window_.padding_left), u32(window.height),
                    u32(window.width), u32(window.stride_height), u32(window.stride_width),
                    -kInfinity, kInfinity, /*flags=*/0, &created));
  forward_.reset(created);
}

Shape AveragePooling2d::output_shape() const {
  return {window_.output_height, window_.output_width, window_.channels};
}

void AveragePooling2d::forward(const float* input, std::size_t batch, float* output) {
  if (batch != reshaped_batch_) {
    std::size_t workspace_size = 0;
    std::size_t workspace_alignment = 0;
    check_xnnpack(kOperation, xnn_reshape_average_pooling2d_nhwc_f32(
                                  forward_.get(), batch, window_.input_height, window_.input_width,
                                  window_.channels, /*input_pixel_stride=*/window_.channels,
                                  /*output_pixel_stride=*/window_.channels, &workspace_size,
                                  &workspace_alignment, /*output_height_out=*/nullptr,
                                  /*output_width_out=*/nullptr, pool_->handle()));
    workspace_.resize(workspace_size / sizeof(float) + 1);
    reshaped_batch_ = batch;
  }
  check_xnnpack(kOperation, xnn_setup_average_pooling2d_nhwc_f32(forward_.get(), workspace_.data(),
                                                                 input, output));
  run_xnnpack(kOperation, forward_, *pool_);
}

void AveragePooling2d::backward(const float* output_gradient, std::size_t batch,
                                float* input_gradient) {
  const std::size_t channels = window_.channels;
  const std::size_t input_size = window_.input_height * window_.input_width * channels;
  const std::size_t output_size = window_.output_height * window_.output_width * channels;
  pool_->parallel_for(batch, [&](std::size_t image) {
    const float* result_gradients = output_gradient + image * output_size;
    float* pixel_gradients = input_gradient + image * input_size;
    std::fill_n(pixel_gradients, input_size, 0.0F);
    for_each_output(window_, [&](const WindowPosition& position) {
      const float share = 1.0F / static_cast<float>(position.pixel_count());
      for_each_pixel(window_, position, [&](std::size_t pixel) {
        float* gradients = pixel_gradients + pixel * channels;
        for (std::size_t channel = 0; channel < channels; ++channel) {
          gradients[channel] += share * result_gradients[channel];
        }
      });
      result_gradients += channels;
    });
  });
}

}  // namespace atelier::ops
