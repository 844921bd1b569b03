#pragma once

// The loop behind max_pooling_gradient.h, for one vector width. Included by one source file for
// each instruction set; for what that forbids here, see outer_product_kernel.h.

#include "atelier/ops/float_vector.h"
#include "atelier/ops/max_pooling_gradient.h"

namespace atelier::ops {

namespace {

/// One window's channels first, first + 1, ... that one vector holds.
template <int kLanes>
inline __attribute__((always_inline)) void window_gradient(const MaxPoolingGradient& row,
                                                           std::size_t window, std::size_t first) {
  using Vector = typename FloatVector<kLanes>::Type;
  const std::size_t output = window * row.channels + first;
  const Vector maximum = *reinterpret_cast<const Vector*>(row.output + output);
  Vector remaining = *reinterpret_cast<const Vector*>(row.output_gradient + output);
  if (row.undo_relu) {
    remaining = maximum > 0.0F ? remaining : Vector{};
  }
  std::size_t pixel_row = window * row.window_width * row.channels + first;
  for (std::size_t i = 0; i < row.window_height; ++i) {
    std::size_t pixel = pixel_row;
    for (std::size_t j = 0; j < row.window_width; ++j) {
      const auto is_maximum = *reinterpret_cast<const Vector*>(row.input + pixel) == maximum;
      *reinterpret_cast<Vector*>(row.input_gradient + pixel) = is_maximum ? remaining : Vector{};
      remaining = is_maximum ? Vector{} : remaining;
      pixel += row.channels;
    }
    pixel_row += row.input_row;
  }
}

/// The whole row, in vectors of kLanes and, for the channels that remain, of half as many each
/// time.
template <int kLanes>
inline __attribute__((always_inline)) std::size_t channels_from(const MaxPoolingGradient& row,
                                                                std::size_t window,
                                                                std::size_t first) {
  while (first + kLanes <= row.channels) {
    window_gradient<kLanes>(row, window, first);
    first += kLanes;
  }
  if constexpr (kLanes > 1) {
    return channels_from<kLanes / 2>(row, window, first);
  }
  return first;
}

template <int kLanes>
void max_pooling_gradient_row(const MaxPoolingGradient& row) {
  for (std::size_t window = 0; window < row.windows; ++window) {
    channels_from<kLanes>(row, window, 0);
  }
}

}  // namespace

}  // namespace atelier::ops
