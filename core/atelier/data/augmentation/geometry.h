#pragma once

#include <cstddef>

#include "atelier/data/augmentation/key.h"
#include "atelier/data/augmentation/options.h"

namespace atelier::data {

/// Where an image's content goes: mirrored first, then magnified and turned about the centre, then
/// moved.
struct Geometry {
  bool mirrored = false;    ///< Left and right.
  float magnification = 1;  ///< Above 0.
  float angle = 0;          ///< In radians, anticlockwise as seen.
  float right = 0;          ///< In pixels.
  float down = 0;           ///< In pixels.

  /// Whether every pixel comes from a single one, with the image upright.
  bool moves_whole_pixels() const;
};

/// The geometry for one image of the given size.
Geometry draw_geometry(const AugmentationOptions& options, std::size_t height, std::size_t width,
                       const AugmentationKey& key);

/// From a pixel (column, row) of the changed image to the place in the source that it shows. The
/// centre of the first pixel is (0, 0).
struct AffineMap {
  float column_by_column = 1;
  float column_by_row = 0;
  float first_column = 0;
  float row_by_column = 0;
  float row_by_row = 1;
  float first_row = 0;
};

/// All of a geometry in one map.
AffineMap to_source(const Geometry& geometry, std::size_t height, std::size_t width);

}  // namespace atelier::data
