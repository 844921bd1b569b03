#pragma once

#include <array>
#include <cstddef>

#include "atelier/data/augmentation/garment_outlines.h"

namespace atelier::data {

/// A place in a drawing: in shares of its size about its middle first, then in pixels.
struct DrawingPoint {
  float x = 0;
  float y = 0;
};

/// A part of a drawing as it is to be painted: a closed shape or a line, corners rounded.
struct DrawingPath {
  /// Both halves of a part, each corner rounded twice into four points.
  static constexpr std::size_t kMostPoints = 8 * OutlinePart::kMostPoints;

  PartKind kind = PartKind::kPiece;
  std::size_t count = 0;
  std::array<DrawingPoint, kMostPoints> points;

  bool is_closed() const { return kind == PartKind::kPiece || kind == PartKind::kPatch; }
};

/// All parts of a drawing.
struct Drawing {
  static constexpr std::size_t kMostPaths = 12;

  std::size_t count = 0;
  std::array<DrawingPath, kMostPaths> paths;
};

/// Cuts each corner at a quarter of its edges (Chaikin 1974), but keeps the ends of a line. Doubles
/// the points.
void round_corners(DrawingPath& path);

/// Scales and moves all paths so that pieces and handles fill a square of `side` pixels in one
/// direction, `margin` pixels left free on each side, and are centred.
void fit_to_square(Drawing& drawing, float side, float margin);

}  // namespace atelier::data
