#pragma once

#include "atelier/data/picture/reduced_picture.h"

namespace atelier::data {

/// What lies behind the garment: a colour that may change evenly across the picture.
struct Background {
  Color color;               ///< In the picture's upper left corner.
  Color per_column;          ///< What a pixel to the right adds.
  Color per_row;             ///< What a pixel down adds.
  bool transparent = false;  ///< Then the colour is only what the garment is laid on.
  float noise = 0;           ///< The median of the ground's distances from it, 0 to 255.

  /// At a place in the picture, in pixels.
  Color at(float column, float row) const;
};

/// Finds the background from the picture's border. One colour, or a plane fitted to each channel
/// where that explains notably more of the border; both robustly, so that a garment may touch more
/// than half of it as long as the corners are free. If the border is mostly transparent, the
/// background is white or black, whichever the garment differs from more.
Background find_background(const ReducedPicture& picture);

/// The background's colour in the middle of each cell.
Plane<Color> ground_of(const Background& background, const ReducedPicture& picture);

/// How far each channel of each cell, laid on the ground, is from the ground's: -255 to 255.
Plane<Color> differences(const ReducedPicture& picture, const Plane<Color>& ground);

}  // namespace atelier::data
