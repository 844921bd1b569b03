#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace atelier::data {

/// A place in a drawing, in hundredths of its width and height from the upper left corner.
struct OutlinePoint {
  std::uint8_t x = 0;
  std::uint8_t y = 0;
};

/// What a part of a drawing is, and so how it is painted over those before it.
enum class PartKind : std::uint8_t {
  kPiece,   ///< A closed shape that belongs to the silhouette.
  kPatch,   ///< A closed shape within the silhouette: a pocket, a band, a collar.
  kSeam,    ///< A line within the silhouette.
  kHandle,  ///< A line of some breadth that belongs to the silhouette; ground shows below it.
};

/// How a part lies about the middle, x = 50.
enum class PartSide : std::uint8_t {
  kAsIs,
  kHalf,   ///< The right half of a part from top to bottom; the left half mirrors it.
  kTwice,  ///< There is a second one, mirrored.
};

enum class PartCorners : std::uint8_t { kSharp, kRound };

/// One part of a drawing.
struct OutlinePart {
  static constexpr std::size_t kMostPoints = 14;

  PartKind kind;
  PartSide side;
  PartCorners corners;
  std::initializer_list<OutlinePoint> points;  ///< As static as the part; at most kMostPoints.
};

/// How a kind of garment is drawn. The first part is a piece.
struct GarmentOutline {
  std::span<const OutlinePart> parts;
  bool turns = false;  ///< Is often drawn at an angle, as shoes are.
};

/// The ways to draw the garments of a Fashion-MNIST class; none for other labels. They were drawn
/// for Atelier after how such things look, not after anybody's icons.
std::span<const GarmentOutline> garment_outlines(std::uint8_t label);

}  // namespace atelier::data
