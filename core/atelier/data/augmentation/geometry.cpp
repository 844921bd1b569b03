#include "atelier/data/augmentation/geometry.h"

#include <cmath>
#include <numbers>

namespace atelier::data {

namespace {

bool is_whole(float value) {
  return value == std::trunc(value);
}

/// Uniform from -reach to reach, in whole numbers.
float draw_whole(RandomStream& random, std::uint32_t reach) {
  return static_cast<float>(random.below(2 * reach + 1)) - static_cast<float>(reach);
}

}  // namespace

bool Geometry::moves_whole_pixels() const {
  return magnification == 1 && angle == 0 && is_whole(right) && is_whole(down);
}

Geometry draw_geometry(const AugmentationOptions& options, std::size_t height, std::size_t width,
                       const AugmentationKey& key) {
  Geometry geometry;
  if (options.flip > 0)
    geometry.mirrored = key.numbers(AugmentationDraw::kFlip).uniform() < options.flip;
  if (options.shift > 0) {
    RandomStream random = key.numbers(AugmentationDraw::kShift);
    geometry.right += draw_whole(random, options.shift);
    geometry.down += draw_whole(random, options.shift);
  }
  if (options.translation > 0) {
    RandomStream random = key.numbers(AugmentationDraw::kTranslation);
    const float share = options.translation;
    geometry.right += static_cast<float>(width) * random.uniform(-share, share);
    geometry.down += static_cast<float>(height) * random.uniform(-share, share);
  }
  if (options.rotation > 0) {
    const float degrees =
        key.numbers(AugmentationDraw::kRotation).uniform(-options.rotation, options.rotation);
    geometry.angle = degrees * (std::numbers::pi_v<float> / 180);
  }
  if (options.zoom > 0) {
    geometry.magnification =
        key.numbers(AugmentationDraw::kZoom).uniform(1 - options.zoom, 1 + options.zoom);
  }
  return geometry;
}

AffineMap to_source(const Geometry& geometry, std::size_t height, std::size_t width) {
  // Rows count downwards: what lies to the right of the centre is turned upwards.
  const float cosine = std::cos(geometry.angle) / geometry.magnification;
  const float sine = std::sin(geometry.angle) / geometry.magnification;
  const float side = geometry.mirrored ? -1.0F : 1.0F;
  AffineMap map = {.column_by_column = side * cosine,
                   .column_by_row = -side * sine,
                   .row_by_column = sine,
                   .row_by_row = cosine};
  // The source's centre goes to where the centre is moved to.
  const float centre_column = (static_cast<float>(width) - 1) / 2;
  const float centre_row = (static_cast<float>(height) - 1) / 2;
  const float column = centre_column + geometry.right;
  const float row = centre_row + geometry.down;
  map.first_column = centre_column - map.column_by_column * column - map.column_by_row * row;
  map.first_row = centre_row - map.row_by_column * column - map.row_by_row * row;
  return map;
}

}  // namespace atelier::data
