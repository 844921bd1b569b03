#include "atelier/ops/global_average_pooling2d.h"

#include <algorithm>
#include <stdexcept>

namespace atelier::ops {

GlobalAveragePooling2d::GlobalAveragePooling2d(const Shape& input, ThreadPool& pool)
    : input_(input), pool_(&pool) {
  if (input.rank() != 3 || input.element_count() == 0) {
    throw std::invalid_argument("global_average_pooling2d: input " + input.to_string() +
                                " is no image, [height, width, channels] above 0");
  }
}

Shape GlobalAveragePooling2d::output_shape() const {
  return {input_[2]};
}

void GlobalAveragePooling2d::forward(const float* input, std::size_t batch, float* output) {
  const std::size_t pixels = input_[0] * input_[1];
  const std::size_t channels = input_[2];
  const float share = 1.0F / static_cast<float>(pixels);
  pool_->parallel_for(batch, [&](std::size_t image) {
    const float* values = input + image * pixels * channels;
    float* means = output + image * channels;
    std::fill_n(means, channels, 0.0F);
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      for (std::size_t channel = 0; channel < channels; ++channel) {
        means[channel] += values[channel];
      }
      values += channels;
    }
    for (std::size_t channel = 0; channel < channels; ++channel) {
      means[channel] *= share;
    }
  });
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
