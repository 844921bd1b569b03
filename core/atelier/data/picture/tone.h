#pragma once

#include "atelier/data/picture/background.h"
#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// How bright each cell of the garment becomes, 0 to 255: its luminance's distance from the
/// background's, channel by channel. On white that is the negative, on black the picture itself, as
/// in Fashion-MNIST's own pipeline; on any other ground what is darker and what is lighter both
/// become bright. 0 where neither the cell nor one beside it is garment.
///
/// @param different differences() of the picture.
Plane<float> garment_tones(const Plane<Color>& different, const Mask& garment);

/// Whether a garment is an outline drawing: what is enclosed is more than a third of the whole
/// shape, as in no garment that is filled already; or more than an eighth, if the tones are few and
/// flat, as in no photograph.
bool is_outline(const Mask& garment, const Mask& enclosed, const Plane<float>& tones);

/// Fills an outline drawing: what is enclosed gets 0.6 of the whole range, the strokes 0.6 to 0.9
/// after their tone.
void fill_outline(const Mask& garment, const Mask& enclosed, Plane<float>& tones);

/// The tone that becomes white: the brightest of the garment but for one cell in 400, so that noise
/// does not decide. Of an image in the data set's form it is the brightest pixel, which is 255 in
/// 99.9 % of Fashion-MNIST's images.
float brightest_tone(const Plane<float>& tones);

/// Whether the garment is on average darker than the background.
bool is_darker(const Plane<Color>& different, const Mask& garment);

}  // namespace atelier::data
