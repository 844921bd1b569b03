#pragma once

#include <cstddef>

#include "atelier/data/picture.h"
#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// A colour, each channel from 0 to 255.
struct Color {
  float red = 0;
  float green = 0;
  float blue = 0;
};

/// As the eye sees brightness, and as Fashion-MNIST's pipeline made grey of colour (ITU-R BT.601).
inline float luminance(const Color& color) {
  return 0.299F * color.red + 0.587F * color.green + 0.114F * color.blue;
}

/// The mean of a square of pixels: its colour multiplied with its opacity, as means have to be
/// taken.
struct Cell {
  Color premultiplied;
  float opacity = 0;  ///< 0 to 1.
};

/// A picture, or a region of one, as cells of `scale` x `scale` pixels each (fewer at the right and
/// bottom), so that all later steps cost the same whatever the picture's size.
struct ReducedPicture {
  /// Most cells in width and height: 18 for each pixel of the result, where the garment is as large
  /// as the picture.
  static constexpr std::size_t kMostCells = 512;

  Plane<Cell> cells;
  Region source;          ///< Of the picture, in pixels.
  std::size_t scale = 1;  ///< Pixels of a cell's side.
};

/// Averages a region, which must lie within the picture and not be empty.
ReducedPicture reduce(const PictureView& picture, const Region& region);

}  // namespace atelier::data
