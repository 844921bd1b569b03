#pragma once

#include "atelier/base/random.h"
#include "atelier/data/augmentation/drawing.h"

namespace atelier::data {

/// Draws what is no garment: blobs with limbs, sticks with heads, gabled and towered blocks, disks
/// with spots, as drawings of animals, tools, buildings and food have them. As large as a square of
/// `side` pixels allows, `margin` pixels left free on each side, and centred.
void draw_clutter(float side, float margin, RandomStream& random, Drawing& drawing);

}  // namespace atelier::data
