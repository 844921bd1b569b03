#pragma once

#include "atelier/data/picture/background.h"
#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// The cells that stand out from the background: by colour, or where the background is transparent,
/// by opacity.
Mask find_foreground(const Plane<Cell>& picture, const Background& background);

/// Removes the parts (cells that touch, corners included) smaller than 1/64 of the largest, or
/// everything if the largest is itself a speck: shorter in both directions than 1/64 of the
/// picture.
void drop_specks(Mask& mask);

/// The smallest region with all of the mask; empty (width 0) if the mask is.
Region bounding_box(const Mask& mask);

/// What the strokes of an outline drawing enclose: cells outside the mask that cannot be reached
/// from the picture's edge, where gaps of up to 1/32 of the garment count as closed. Empty unless
/// they are more than a third of the whole shape, as in no garment that is filled already.
Mask find_enclosed(const Mask& mask);

}  // namespace atelier::data
