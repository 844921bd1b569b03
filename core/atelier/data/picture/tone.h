#pragma once

#include "atelier/data/picture/background.h"
#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// How bright each cell of the garment becomes, 0 to 1: its luminance's distance from the
/// background's, channel by channel, as a share of the largest possible. On white that is the
/// negative, on black the picture itself, as in Fashion-MNIST's own pipeline; on any other ground
/// what is darker and what is lighter both become bright. 0 where neither the cell nor one beside
/// it is garment.
Plane<float> garment_tones(const Plane<Cell>& picture, const Background& background,
                           const Mask& garment);

/// Fills an outline drawing: what is enclosed gets 0.6, the strokes 0.6 to 0.9 after their tone.
void fill_outline(const Mask& garment, const Mask& enclosed, Plane<float>& tones);

/// Whether the garment is on average darker than the background.
bool is_darker(const Plane<Cell>& picture, const Background& background, const Mask& garment);

}  // namespace atelier::data
