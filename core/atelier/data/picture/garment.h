#pragma once

#include "atelier/data/picture/background.h"
#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// The cells that stand out from the background: whose colour is at least 0.06 of the whole range,
/// or 3 times the ground's noise, from it in a channel; where the background is transparent, those
/// that are opaque enough.
///
/// @param different differences() of the picture.
Mask find_foreground(const ReducedPicture& picture, const Background& background,
                     const Plane<Color>& different);

/// Removes the parts (cells that touch, corners included) smaller than 1/64 of the largest, or
/// everything if the largest is itself a speck: shorter in both directions than 1/64 of the
/// picture.
void drop_specks(Mask& mask);

/// The smallest region with all of the mask; empty (width 0) if the mask is.
Region bounding_box(const Mask& mask);

/// What strokes enclose: cells outside the mask that cannot be reached from the picture's edge,
/// where gaps of up to 1/32 of the garment count as closed. In a filled garment these are its
/// holes.
Mask find_enclosed(const Mask& mask);

/// The cells of either mask.
Mask either(const Mask& a, const Mask& b);

/// Whether a shape is a single straight line: not an eighth as wide as it is long, by its moments
/// of inertia. No garment is.
bool is_line(const Mask& shape);

}  // namespace atelier::data
