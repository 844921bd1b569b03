#include "atelier/data/picture/frame.h"

#include <algorithm>
#include <cmath>

namespace atelier::data {

namespace {

constexpr std::size_t kThinness = 32;

// Of 255: how far apart the colours within a line may be, and those of frame and ground have to be.
constexpr float kSame = 24.0F;
constexpr float kOther = 36.0F;

/// The share of a line's cells that have its colour.
constexpr float kWholeLine = 0.97F;

float distance(const Cell& a, const Cell& b) {
  return std::max({std::abs(a.premultiplied.red - b.premultiplied.red),
                   std::abs(a.premultiplied.green - b.premultiplied.green),
                   std::abs(a.premultiplied.blue - b.premultiplied.blue),
                   255.0F * std::abs(a.opacity - b.opacity)});
}

/// The edge of a rectangle that lies `inset` cells inside the picture.
struct Ring {
  const Plane<Cell>* picture;
  std::size_t inset;

  template <typename Visit>
  void each(const Visit& visit) const {
    const std::size_t right = picture->width - 1 - inset;
    const std::size_t bottom = picture->height - 1 - inset;
    for (std::size_t x = inset; x <= right; ++x) {
      visit(picture->at(x, inset));
      visit(picture->at(x, bottom));
    }
    for (std::size_t y = inset; y <= bottom; ++y) {
      visit(picture->at(inset, y));
      visit(picture->at(right, y));
    }
  }

  /// Whether the ring has one colour: its first cell's.
  bool is_plain() const {
    const Cell& first = picture->at(inset, inset);
    std::size_t count = 0;
    std::size_t same = 0;
    each([&](const Cell& cell) {
      ++count;
      same += distance(cell, first) < kSame ? 1 : 0;
    });
    return static_cast<float>(same) >= kWholeLine * static_cast<float>(count);
  }
};

}  // namespace

Region inside_frame(const Plane<Cell>& picture) {
  const Region whole = {.left = 0, .top = 0, .width = picture.width, .height = picture.height};
  const std::size_t thickest = std::min(picture.width, picture.height) / kThinness;
  if (thickest == 0 || !(Ring{&picture, 0}.is_plain()))
    return whole;
  const Cell& frame = picture.at(0, 0);
  // One ring between may be a mixture of both colours.
  for (std::size_t inset = 1; inset <= thickest + 1; ++inset) {
    const bool is_ground =
        distance(picture.at(inset, inset), frame) > kOther && Ring{&picture, inset}.is_plain();
    if (is_ground) {
      return {.left = inset,
              .top = inset,
              .width = picture.width - 2 * inset,
              .height = picture.height - 2 * inset};
    }
  }
  return whole;
}

}  // namespace atelier::data
