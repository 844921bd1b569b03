#pragma once

#include "atelier/base/random.h"
#include "atelier/data/augmentation/drawing.h"
#include "atelier/data/augmentation/garment_outlines.h"

namespace atelier::data {

/// Draws an outline by a hand that never draws it twice the same: other proportions, slanted,
/// tapered, bent, each point a little off, mirrored half of the times; turned where such garments
/// are. Some patches and seams are left out. As large as a square of `side` pixels allows, `margin`
/// pixels left free on each side, and centred.
void draw_outline(const GarmentOutline& outline, float side, float margin, RandomStream& random,
                  Drawing& drawing);

}  // namespace atelier::data
