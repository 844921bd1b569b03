#pragma once

#include <cstdint>
#include <vector>

#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// Scales a region of `tones` so that its longest edge fills a square of `side` pixels, by the mean
/// over the area of each pixel, and centres it on whole pixels.
/// @param region in cells; not empty.
/// @return [side, side], 0 to 255.
Plane<float> fit(const Plane<float>& tones, const Region& region, std::size_t side);

/// Sharpens as Fashion-MNIST's pipeline did after scaling: adds the difference from a Gaussian of
/// radius 1 and sigma 1.
Plane<float> sharpen(const Plane<float>& picture);

/// Levels the contrast so that `brightest` becomes 255, but something darker where all of the
/// picture would stay below 200, and rounds. All 0 if `brightest` is.
std::vector<std::uint8_t> level(const Plane<float>& picture, float brightest);

}  // namespace atelier::data
