#pragma once

#include <algorithm>
#include <cstddef>

#include "atelier/base/shape.h"
#include "atelier/ops/window.h"

namespace atelier::test {

/// One axis of a sliding window by the book, independent of ops::Window.
struct NaiveAxis {
  NaiveAxis(std::size_t input, std::size_t size, std::size_t stride, ops::Padding padding)
      : input(static_cast<long>(input)),
        size(static_cast<long>(size)),
        stride(static_cast<long>(stride)) {
    if (padding == ops::Padding::kValid) {
      output = (this->input - this->size) / this->stride + 1;
    } else {
      output = (this->input + this->stride - 1) / this->stride;
      before = std::max(0L, (output - 1) * this->stride + this->size - this->input) / 2;
    }
  }

  long input;
  long size;
  long stride;
  long output = 0;
  long before = 0;  ///< Padding.
};

/// Calls `visit(output pixel, tap, input pixel)`, indices in row-major order, for each place a
/// window of a batch touches inside the image.
template <typename Visit>
void for_each_tap(const Shape& input, const ops::WindowOptions& options, std::size_t batch,
                  Visit&& visit) {
  const NaiveAxis rows(input[0], options.height, options.stride_height, options.padding);
  const NaiveAxis columns(input[1], options.width, options.stride_width, options.padding);
  for (long image = 0; image < static_cast<long>(batch); ++image) {
    for (long y = 0; y < rows.output; ++y) {
      for (long x = 0; x < columns.output; ++x) {
        for (long tap_y = 0; tap_y < rows.size; ++tap_y) {
          for (long tap_x = 0; tap_x < columns.size; ++tap_x) {
            const long input_y = y * rows.stride + tap_y - rows.before;
            const long input_x = x * columns.stride + tap_x - columns.before;
            if (input_y < 0 || input_y >= rows.input || input_x < 0 || input_x >= columns.input) {
              continue;
            }
            visit(
                static_cast<std::size_t>((image * rows.output + y) * columns.output + x),
                static_cast<std::size_t>(tap_y * columns.size + tap_x),
                static_cast<std::size_t>((image * rows.input + input_y) * columns.input + input_x));
          }
        }
      }
    }
  }
}

}  // namespace atelier::test
