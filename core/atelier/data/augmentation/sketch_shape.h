#pragma once

#include <array>
#include <cstddef>

#include "atelier/base/random.h"
#include "atelier/data/augmentation/image.h"
#include "atelier/data/augmentation/options.h"

namespace atelier::data {

/// A value for each pixel of a small image, row by row; those beyond its size mean nothing. Lies on
/// the stack, so that training asks for no memory.
using SketchPlane = std::array<float, kLargestSketchSide * kLargestSketchSide>;

/// A garment taken out of its image, in other proportions, filling the frame in one direction as
/// all of the data set's do.
struct SketchShape {
  SketchPlane tones;       ///< Of the garment as it was: 0 to 1.
  SketchPlane silhouette;  ///< 1 inside, 0 outside, in between on the edge.
};

/// Draws the proportions and takes the garment out of an image of one channel.
///
/// @param warp   AugmentationOptions::sketch_warp.
/// @param random 6 numbers are drawn.
/// Returns whether there is a garment at all.
bool draw_sketch_shape(const FloatImage& image, float warp, RandomStream& random,
                       SketchShape& shape);

}  // namespace atelier::data
