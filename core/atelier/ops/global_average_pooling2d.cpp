#include "atelier/ops/global_average_pooling2d.h"

#include <array>
#include <cstdint>
#include <stdexcept>
#include <xnnpack.h>

namespace atelier::ops {

namespace {

constexpr const char* kOperation = "global_average_pooling2d";

}  // namespace

GlobalAveragePooling2d::GlobalAveragePooling2d(const Shape& input, ThreadPool& pool)
    : input_(input), pool_(&pool) {
  if (input.rank() != 3 || input.element_count() == 0) {
    throw std::invalid_argument("global_average_pooling2d: input " + input.to_string() +
                                " is no image, [height, width, channels] above 0");
  }
  initialize_xnnpack();
  xnn_operator* created = nullptr;
  check_xnnpack(kOperation,
                xnn_create_reduce_nd(xnn_reduce_mean, xnn_datatype_fp32,
                                     /*input_quantization=*/nullptr,
                                     /*output_quantization=*/nullptr, /*flags=*/0, &created));
  forward_.reset(created);
}

Shape GlobalAveragePooling2d::output_shape() const {
  return {input_[2]};
}

void GlobalAveragePooling2d::forward(const float* input, std::size_t batch, float* output) {
  if (batch != reshaped_batch_) {
    const std::array<std::int64_t, 1> axes = {1};
    const std::array<std::size_t, 3> sizes = {batch, input_[0] * input_[1], input_[2]};
    check_xnnpack(kOperation,
                  xnn_reshape_reduce_nd(forward_.get(), axes.size(), axes.data(), sizes.size(),
                                        sizes.data(), /*workspace_size=*/nullptr,
                                        /*workspace_alignment=*/nullptr, pool_->handle()));
    reshaped_batch_ = batch;
  }
  // The workspace is for types whose sums are of another type.
  check_xnnpack(kOperation,
                xnn_setup_reduce_nd(forward_.get(), /*workspace=*/nullptr, input, output));
  run_xnnpack(kOperation, forward_, *pool_);
}

void GlobalAveragePooling2d::backward(const float* output_gradient, std::size_t batch,
                                      float* input_gradient) {
  const std::size_t pixels = input_[0] * input_[1];
  const std::size_t channels = input_[2];
  const float share = 1.0F / static_cast<float>(pixels);
  pool_->parallel_for(batch, [&](std::size_t image) {
    const float* result_gradients = output_gradient + image * channels;
    float* gradients = input_gradient + image * pixels * channels;
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      for (std::size_t channel = 0; channel < channels; ++channel) {
        gradients[channel] = share * result_gradients[channel];
      }
      gradients += channels;
    }
  });
}

}  // namespace atelier::ops
