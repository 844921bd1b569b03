#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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
  kOnce,   ///< As it is.
  kHalf,   ///< The right half of a part from top to bottom; the left half mirrors it.
  kTwice,  ///< There is a second one, mirrored.
};

enum class PartCorners : std::uint8_t { kSharp, kRound };

/// One part of a drawing.
struct OutlinePart {
  static constexpr std::size_t kMostPoints = 14;

  PartKind kind = PartKind::kPiece;
  PartSide side = PartSide::kOnce;
  PartCorners corners = PartCorners::kSharp;
  std::span<const OutlinePoint> points;  ///< Static; at most kMostPoints.
};

/// How a kind of garment is drawn. The first part is a piece.
struct GarmentOutline {
  static constexpr std::size_t kMostParts = 6;

  bool turns = false;  ///< Is often drawn at an angle, as shoes are.
  std::size_t count = 0;
  std::array<OutlinePart, kMostParts> parts;
};

/// How many ways there are to draw the garments of a Fashion-MNIST class; 0 for other labels. They
/// were drawn for Atelier after how such things look, not after anybody's icons.
std::size_t garment_outline_count(std::uint8_t label);

/// One of them; `which` is below their count.
GarmentOutline garment_outline(std::uint8_t label, std::size_t which);

}  // namespace atelier::data
