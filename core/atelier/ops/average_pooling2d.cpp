#include "atelier/ops/average_pooling2d.h"

#include <algorithm>

#include "atelier/ops/window_loops.h"

namespace atelier::ops {

AveragePooling2d::AveragePooling2d(const Shape& input, const WindowOptions& window,
                                   ThreadPool& pool)
    : window_("average_pooling2d", input, window), pool_(&pool) {}

Shape AveragePooling2d::output_shape() const {
  return {window_.output_height, window_.output_width, window_.channels};
}

void AveragePooling2d::forward(const float* input, std::size_t batch, float* output) {
  const std::size_t channels = window_.channels;
  const std::size_t input_size = window_.input_height * window_.input_width * channels;
  const std::size_t output_size = window_.output_height * window_.output_width * channels;
  pool_->parallel_for(batch, [&](std::size_t image) {
    const float* pixels = input + image * input_size;
    float* means = output + image * output_size;
    for_each_output(window_, [&](const WindowPosition& position) {
      std::fill_n(means, channels, 0.0F);
      for_each_pixel(window_, position, [&](std::size_t pixel) {
        const float* values = pixels + pixel * channels;
        for (std::size_t channel = 0; channel < channels; ++channel) {
          means[channel] += values[channel];
        }
      });
      const float share = 1.0F / static_cast<float>(position.pixel_count());
      for (std::size_t channel = 0; channel < channels; ++channel) {
        means[channel] *= share;
      }
      means += channels;
    });
  });
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
