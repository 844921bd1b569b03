#include "atelier/data/augmentation/outline_drawing.h"

#include <cmath>
#include <numbers>
#include <span>

namespace atelier::data {

namespace {

// Everything about the middle of the drawing and in shares of its size.
constexpr float kPointJitter = 0.022F;
constexpr float kLargestStretch = 0.28F;  // The logarithm of width by height.
constexpr float kLargestTaper = 0.25F;
constexpr float kLargestSlant = 0.08F;
constexpr float kLargestBend = 0.025F;
constexpr float kNearTurn = 0.1F;  // Radians.
constexpr float kFarTurn = 0.8F;

constexpr float kLeftOut = 0.25F;
constexpr float kRoundedAnyway = 0.25F;

struct Hand {
  float width;
  float taper;
  float slant;
  float bend;
  float bend_phase;
  float cosine;
  float sine;

  DrawingPoint move(DrawingPoint p) const {
    const float x = p.x + bend * std::sin(2 * std::numbers::pi_v<float> * (p.y + bend_phase));
    const float y = p.y + bend * std::sin(2 * std::numbers::pi_v<float> * (p.x + bend_phase));
    const float wide = x * width * (1 + taper * y) + slant * y;
    return {.x = cosine * wide - sine * y, .y = sine * wide + cosine * y};
  }
};

Hand draw_hand(bool turns, RandomStream& random) {
  const float stretch = std::exp(random.uniform(-kLargestStretch, kLargestStretch));
  const float mirror = random.uniform() < 0.5F ? -1.0F : 1.0F;
  const float reach = turns && random.uniform() < 0.6F ? kFarTurn : kNearTurn;
  // What lies in any direction, such as a shoe, mostly lies far from upright; the rest nearly is.
  const float angle = reach * random.uniform(-1, 1);
  return {.width = mirror * stretch,
          .taper = random.uniform(-kLargestTaper, kLargestTaper),
          .slant = random.uniform(-kLargestSlant, kLargestSlant),
          .bend = random.uniform(-kLargestBend, kLargestBend),
          .bend_phase = random.uniform(),
          .cosine = std::cos(angle),
          .sine = std::sin(angle)};
}

void finish(DrawingPath& path, const OutlinePart& part, const Hand& hand, bool rounded) {
  if (part.corners == PartCorners::kRound)
    round_corners(path);
  if (part.corners == PartCorners::kRound || rounded)
    round_corners(path);
  for (std::size_t i = 0; i < path.count; ++i)
    path.points[i] = hand.move(path.points[i]);
}

}  // namespace

void draw_outline(const GarmentOutline& outline, float side, float margin, RandomStream& random,
                  Drawing& drawing) {
  const Hand hand = draw_hand(outline.turns, random);
  const bool rounded = random.uniform() < kRoundedAnyway;
  drawing.count = 0;
  for (const OutlinePart& part : std::span(outline.parts).first(outline.count)) {
    const bool may_be_left_out = part.kind == PartKind::kPatch || part.kind == PartKind::kSeam;
    if (may_be_left_out && random.uniform() < kLeftOut)
      continue;
    DrawingPath path;
    path.kind = part.kind;
    for (const OutlinePoint& point : part.points) {
      const float right = random.uniform(-kPointJitter, kPointJitter);
      const float down = random.uniform(-kPointJitter, kPointJitter);
      path.points[path.count++] = {.x = (static_cast<float>(point.x) - 50) / 100 + right,
                                   .y = (static_cast<float>(point.y) - 50) / 100 + down};
    }
    DrawingPath mirrored = path;
    for (DrawingPoint& point : mirrored.points)
      point.x = -point.x;
    if (part.side == PartSide::kHalf) {
      // From the left half's lower end up and on with the right half from its upper end.
      for (std::size_t i = 0; i < part.points.size(); ++i)
        path.points[i] = mirrored.points[part.points.size() - 1 - i];
      for (std::size_t i = 0; i < part.points.size(); ++i)
        path.points[part.points.size() + i] = {.x = -mirrored.points[i].x,
                                               .y = mirrored.points[i].y};
      path.count = 2 * part.points.size();
    }
    finish(path, part, hand, rounded);
    drawing.paths[drawing.count++] = path;
    if (part.side == PartSide::kTwice) {
      finish(mirrored, part, hand, rounded);
      drawing.paths[drawing.count++] = mirrored;
    }
  }
  fit_to_square(drawing, side, margin);
}

}  // namespace atelier::data
