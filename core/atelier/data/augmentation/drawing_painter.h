#pragma once

#include "atelier/base/random.h"
#include "atelier/data/augmentation/drawing.h"
#include "atelier/data/augmentation/image.h"

namespace atelier::data {

/// How a drawing is painted.
enum class DrawingLook {
  kOutline,  ///< What data::prepare() makes of outlines: filled in grey, lines bright.
  kFlat,     ///< Parts in tones of their own, as in emoji.
  kSolid,    ///< White, its parts told apart by gaps.
};

struct DrawingStyle {
  DrawingLook look = DrawingLook::kOutline;
  float fill = 0.6F;       ///< The first part's tone.
  float line = 1;          ///< The lines' tone.
  float breadth = 2;       ///< Of lines, in pixels; 0: shapes have none about them.
  float seam_breadth = 1;  ///< Of seams, in pixels.
  float handle = 3;        ///< Breadth of handles.
  bool fills_handles = false;
  float shade = 0;  ///< How much brighter the right edge is than the middle.
};

/// Draws a style; 10 numbers.
DrawingStyle draw_style(RandomStream& random);

/// Paints a drawing, part by part and in place of what the image was: black around, its brightest
/// spot white. The image must be at most kLargestSketchSide pixels a side, of one channel.
void paint(const Drawing& drawing, const DrawingStyle& style, RandomStream& random,
           const FloatImage& image);

}  // namespace atelier::data
