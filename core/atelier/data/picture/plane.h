#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace atelier::data {

/// A value for each cell of a picture, row by row.
template <typename Value>
struct Plane {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<Value> values;  ///< [height, width]

  Plane() = default;

  /// All zero.
  Plane(std::size_t plane_width, std::size_t plane_height)
      : width(plane_width), height(plane_height), values(plane_width * plane_height) {}

  Value& at(std::size_t x, std::size_t y) { return values[y * width + x]; }
  Value at(std::size_t x, std::size_t y) const { return values[y * width + x]; }
};

/// 1 where a cell belongs to something, else 0.
using Mask = Plane<std::uint8_t>;

/// A rectangle, in pixels or cells.
struct Region {
  std::size_t left = 0;
  std::size_t top = 0;
  std::size_t width = 0;
  std::size_t height = 0;
};

}  // namespace atelier::data
