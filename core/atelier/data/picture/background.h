#pragma once

#include "atelier/data/picture/reduced_picture.h"

namespace atelier::data {

/// What lies behind the garment.
struct Background {
  Color color;
  bool transparent = false;  ///< Then the colour is only what the garment is laid on.
  float noise = 0;           ///< The median of the border's distances from it, 0 to 255.
};

/// Finds the background from the picture's border: the median of each channel, so that a garment
/// may touch up to half of it. If the border is mostly transparent, the background is white or
/// black, whichever the garment differs from more.
Background find_background(const Plane<Cell>& picture);

/// How far each channel of a cell, laid on the background, is from the background's: 0 to 255.
Color difference(const Cell& cell, const Background& background);

}  // namespace atelier::data
