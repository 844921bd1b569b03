#pragma once

#include <cstddef>

#include "atelier/ops/window.h"

namespace atelier::ops {

/// The rows and columns of the image that a window covers at one place.
struct WindowPosition {
  WindowRange rows;
  WindowRange columns;
  std::size_t pixel_count() const {
    return (rows.end - rows.first) * (columns.end - columns.first);
  }
};

/// Calls `visit(const WindowPosition&)` for each output in row-major order.
template <typename Visit>
void for_each_output(const Window& window, Visit&& visit) {
  const WindowOptions& options = window.options;
  WindowPosition position;
  for (std::size_t row = 0; row < window.output_height; ++row) {
    position.rows = pixels_inside(row, options.height, options.stride_height, window.padding_top,
                                  window.input_height);
    for (std::size_t column = 0; column < window.output_width; ++column) {
      position.columns = pixels_inside(column, options.width, options.stride_width,
                                       window.padding_left, window.input_width);
      visit(position);
    }
  }
}

/// Calls `visit(index)` with the index in the image of each pixel the window covers, in row-major
/// order.
template <typename Visit>
void for_each_pixel(const Window& window, const WindowPosition& position, Visit&& visit) {
  for (std::size_t row = position.rows.first; row < position.rows.end; ++row) {
    for (std::size_t column = position.columns.first; column < position.columns.end; ++column) {
      visit(row * window.input_width + column);
    }
  }
}

}  // namespace atelier::ops
