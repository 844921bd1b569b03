#include "atelier/ops/max_pooling2d.h"

#include <algorithm>
#include <array>
#include <limits>

#include "atelier/ops/float_vector.h"
#include "atelier/ops/max_pooling_gradient.h"
#include "atelier/ops/window_loops.h"

namespace atelier::ops {

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Channels that backward takes at a time; what is left of their gradients stays in the L1 cache.
constexpr std::size_t kChannelBlock = 128;

/// The maxima of one window, for as many channels from `first` on as fit in whole vectors. Returns
/// the first channel that is left.
template <int kLanes>
std::size_t window_maxima(const Window& window, const WindowPosition& position, const float* image,
                          std::size_t first, float* results) {
  using Vector = typename FloatVector<kLanes>::Type;
  for (; first + kLanes <= window.channels; first += kLanes) {
    Vector maximum = Vector{} - kInfinity;
    for_each_pixel(window, position, [&](std::size_t pixel) {
      const Vector values =
          *reinterpret_cast<const Vector*>(image + pixel * window.channels + first);
      maximum = maximum < values ? values : maximum;
    });
    *reinterpret_cast<Vector*>(results + first) = maximum;
  }
  return first;
}

}  // namespace

MaxPooling2d::MaxPooling2d(const Shape& input, const WindowOptions& window, ThreadPool& pool)
    : window_("max_pooling2d", input, window), pool_(&pool) {}

Shape MaxPooling2d::output_shape() const {
  return {window_.output_height, window_.output_width, window_.channels};
}

void MaxPooling2d::forward(const float* input, std::size_t batch, float* output) {
  const std::size_t input_size = window_.input_height * window_.input_width * window_.channels;
  const std::size_t output_size = window_.output_height * window_.output_width * window_.channels;
  pool_->parallel_for(batch, [&](std::size_t index) {
    const float* image = input + index * input_size;
    float* results = output + index * output_size;
    for_each_output(window_, [&](const WindowPosition& position) {
      // Four registers at a time where there are so many channels: fewer turns of the inner loops.
      std::size_t channel = window_maxima<16>(window_, position, image, 0, results);
      channel = window_maxima<4>(window_, position, image, channel, results);
      window_maxima<1>(window_, position, image, channel, results);
      results += window_.channels;
    });
  });
}

void MaxPooling2d::backward(const float* input, const float* output, const float* output_gradient,
                            std::size_t batch, bool undo_relu, float* input_gradient) {
  const std::size_t input_size = window_.input_height * window_.input_width * window_.channels;
  const std::size_t output_size = window_.output_height * window_.output_width * window_.channels;
  const bool disjoint = windows_are_disjoint();
  pool_->parallel_for(batch, [&](std::size_t image) {
    const std::size_t first_input = image * input_size;
    const std::size_t first_output = image * output_size;
    if (disjoint) {
      backward_disjoint(input + first_input, output + first_output, output_gradient + first_output,
                        undo_relu, input_gradient + first_input);
    } else {
      backward_overlapping(input + first_input, output + first_output,
                           output_gradient + first_output, undo_relu, input_gradient + first_input);
    }
  });
}

bool MaxPooling2d::windows_are_disjoint() const {
  const WindowOptions& options = window_.options;
  return options.stride_height == options.height && options.stride_width == options.width &&
         window_.padding_top + window_.padding_bottom == 0 &&
         window_.padding_left + window_.padding_right == 0;
}

void MaxPooling2d::backward_disjoint(const float* input, const float* output,
                                     const float* output_gradient, bool undo_relu,
                                     float* input_gradient) const {
  const WindowOptions& options = window_.options;
  const std::size_t channels = window_.channels;
  const std::size_t input_row = window_.input_width * channels;
  const std::size_t output_row = window_.output_width * channels;
  const std::size_t covered = window_.output_width * options.width * channels;
  for (std::size_t row = 0; row < window_.output_height; ++row) {
    const std::size_t first_input = row * options.height * input_row;
    max_pooling_gradient({.input = input + first_input,
                          .output = output + row * output_row,
                          .output_gradient = output_gradient + row * output_row,
                          .input_gradient = input_gradient + first_input,
                          .input_row = input_row,
                          .window_height = options.height,
                          .window_width = options.width,
                          .windows = window_.output_width,
                          .channels = channels,
                          .undo_relu = undo_relu});
    // What no window reaches.
    for (std::size_t i = 0; i < options.height; ++i) {
      std::fill_n(input_gradient + first_input + i * input_row + covered, input_row - covered,
                  0.0F);
    }
  }
  const std::size_t rows = window_.output_height * options.height;
  std::fill_n(input_gradient + rows * input_row, (window_.input_height - rows) * input_row, 0.0F);
}

void MaxPooling2d::backward_overlapping(const float* input, const float* output,
                                        const float* output_gradient, bool undo_relu,
                                        float* input_gradient) const {
  const std::size_t channels = window_.channels;
  std::fill_n(input_gradient, window_.input_height * window_.input_width * channels, 0.0F);
  std::size_t result = 0;
  for_each_output(window_, [&](const WindowPosition& position) {
    for (std::size_t first = 0; first < channels; first += kChannelBlock) {
      const std::size_t block = std::min(kChannelBlock, channels - first);
      const float* __restrict maxima = output + result + first;
      std::array<float, kChannelBlock> remaining;
      std::copy_n(output_gradient + result + first, block, remaining.data());
      if (undo_relu) {
        for (std::size_t channel = 0; channel < block; ++channel) {
          remaining[channel] = maxima[channel] > 0.0F ? remaining[channel] : 0.0F;
        }
      }
      for_each_pixel(window_, position, [&](std::size_t pixel) {
        const float* __restrict values = input + pixel * channels + first;
        float* __restrict gradients = input_gradient + pixel * channels + first;
        for (std::size_t channel = 0; channel < block; ++channel) {
          const bool is_maximum = values[channel] == maxima[channel];
          const float left = remaining[channel];  // Loaded in any case: see relu.cpp.
          gradients[channel] += is_maximum ? left : 0.0F;
          remaining[channel] = is_maximum ? 0.0F : left;
        }
      });
    }
    result += channels;
  });
}

}  // namespace atelier::ops
