#include "atelier/data/augmentation/clutter_drawing.h"

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <numbers>

namespace atelier::data {

namespace {

constexpr float kFullTurn = 2 * std::numbers::pi_v<float>;

struct Box {
  DrawingPoint centre;
  float width = 1;
  float height = 1;
};

/// Adds parts to a drawing, as long as there is room.
class Clutter {
 public:
  Clutter(RandomStream& random, Drawing& drawing) : random_(&random), drawing_(&drawing) {
    drawing.count = 0;
  }

  float between(float low, float high) { return random_->uniform(low, high); }
  bool chance(float probability) { return random_->uniform() < probability; }
  std::size_t count(std::uint32_t least, std::uint32_t most) {
    return least + random_->below(most - least + 1);
  }
  DrawingPoint place(float reach) {
    return {.x = between(-reach, reach), .y = between(-reach, reach)};
  }

  /// A closed shape around a middle, its corners in no order: `unevenness` 0 is an ellipse.
  void blob(PartKind kind, const Box& box, float unevenness) {
    const std::size_t corners = count(5, 12);
    const float turn = between(0, kFullTurn);
    DrawingPath path;
    path.kind = kind;
    for (std::size_t i = 0; i < corners; ++i) {
      const float angle = turn + kFullTurn * static_cast<float>(i) / static_cast<float>(corners);
      const float radius = between(1 - unevenness, 1) / 2;
      path.points[path.count++] = {.x = box.centre.x + radius * box.width * std::cos(angle),
                                   .y = box.centre.y + radius * box.height * std::sin(angle)};
    }
    add(path, chance(0.7F) || unevenness < 0.3F);
  }

  /// A shape given in shares of a box, turned by an angle about the box's middle.
  void shape(PartKind kind, const Box& box, float angle, std::initializer_list<DrawingPoint> points,
             bool rounded) {
    DrawingPath path;
    path.kind = kind;
    const float cosine = std::cos(angle);
    const float sine = std::sin(angle);
    for (const DrawingPoint& point : points) {
      const float x = point.x * box.width;
      const float y = point.y * box.height;
      path.points[path.count++] = {.x = box.centre.x + cosine * x - sine * y,
                                   .y = box.centre.y + sine * x + cosine * y};
    }
    add(path, rounded);
  }

  void rectangle(PartKind kind, const Box& box, float angle = 0, bool rounded = false) {
    shape(kind, box, angle, {{-0.5F, -0.5F}, {0.5F, -0.5F}, {0.5F, 0.5F}, {-0.5F, 0.5F}}, rounded);
  }

  void seam() {
    DrawingPath path;
    path.kind = PartKind::kSeam;
    path.count = 3;
    for (std::size_t i = 0; i < path.count; ++i)
      path.points[i] = place(0.5F);
    add(path, true);
  }

  /// A body with a head, limbs, eyes.
  void animal() {
    const Box body = {.centre = {}, .width = between(0.4F, 1), .height = between(0.4F, 1)};
    blob(PartKind::kPiece, body, between(0.1F, 0.6F));
    for (std::size_t i = count(1, 4); i > 0; --i) {
      const float size = between(0.15F, 0.5F);
      blob(PartKind::kPiece,
           {.centre = place(0.5F), .width = size * between(0.5F, 1.5F), .height = size},
           between(0, 0.6F));
    }
    for (std::size_t i = count(0, 3); i > 0; --i)
      blob(PartKind::kPatch, {.centre = place(0.4F), .width = 0.12F, .height = 0.12F}, 0);
  }

  /// A stick, mostly with something at its end.
  void tool() {
    const float angle = between(0, kFullTurn);
    const float length = 1;
    const float cosine = std::cos(angle);
    const float sine = std::sin(angle);
    rectangle(PartKind::kPiece, {.centre = {}, .width = length, .height = between(0.06F, 0.3F)},
              angle, chance(0.5F));
    for (std::size_t i = count(1, 2); i > 0; --i) {
      const float at = i == 1 ? 0.45F : between(-0.45F, 0.3F);
      const Box head = {.centre = {.x = at * cosine, .y = at * sine},
                        .width = between(0.12F, 0.4F),
                        .height = between(0.2F, 0.7F)};
      if (chance(0.5F)) {
        rectangle(PartKind::kPiece, head, angle, chance(0.3F));
      } else {
        blob(PartKind::kPiece, head, between(0, 0.5F));
      }
    }
    if (chance(0.4F))
      blob(PartKind::kPatch,
           {.centre = {.x = 0.45F * cosine, .y = 0.45F * sine}, .width = 0.2F, .height = 0.2F}, 0);
  }

  /// A block with a gable or towers, windows and a door.
  void building() {
    const Box walls = {
        .centre = {.x = 0, .y = 0.2F}, .width = between(0.5F, 1), .height = between(0.5F, 0.9F)};
    const float top = walls.centre.y - walls.height / 2;
    rectangle(PartKind::kPiece, walls);
    if (chance(0.6F)) {
      shape(PartKind::kPiece,
            {.centre = {.x = 0, .y = top},
             .width = walls.width * between(1, 1.3F),
             .height = between(0.3F, 0.7F)},
            0, {{0, -0.5F}, {0.5F, 0.1F}, {-0.5F, 0.1F}}, false);
    } else {
      for (std::size_t i = count(1, 3); i > 0; --i) {
        rectangle(PartKind::kPiece, {.centre = {.x = between(-0.5F, 0.5F) * walls.width, .y = top},
                                     .width = between(0.1F, 0.3F),
                                     .height = between(0.3F, 0.8F)});
      }
    }
    for (std::size_t i = count(1, 4); i > 0; --i) {
      rectangle(PartKind::kPatch, {.centre = {.x = between(-0.35F, 0.35F), .y = between(0, 0.45F)},
                                   .width = between(0.08F, 0.25F),
                                   .height = between(0.1F, 0.3F)});
    }
  }

  /// A disk or a wedge with spots and a stalk.
  void food() {
    const float size = between(0.6F, 1.2F);
    if (chance(0.7F)) {
      blob(PartKind::kPiece, {.centre = {}, .width = 1, .height = size}, between(0, 0.25F));
    } else {
      shape(PartKind::kPiece, {.centre = {}, .width = 1, .height = size}, between(0, kFullTurn),
            {{0, -0.5F}, {0.5F, 0.5F}, {-0.5F, 0.5F}}, chance(0.5F));
    }
    if (chance(0.5F)) {
      blob(PartKind::kPiece,
           {.centre = {.x = between(-0.1F, 0.1F), .y = -size / 2},
            .width = between(0.05F, 0.4F),
            .height = between(0.1F, 0.4F)},
           0.4F);
    }
    for (std::size_t i = count(0, 5); i > 0; --i) {
      const float spot = between(0.08F, 0.3F);
      blob(PartKind::kPatch, {.centre = place(0.35F), .width = spot, .height = spot}, 0.3F);
    }
  }

 private:
  void add(DrawingPath& path, bool rounded) {
    if (drawing_->count == Drawing::kMostPaths)
      return;
    if (rounded) {
      round_corners(path);
      round_corners(path);
    }
    drawing_->paths[drawing_->count++] = path;
  }

  RandomStream* random_;
  Drawing* drawing_;
};

}  // namespace

void draw_clutter(float side, float margin, RandomStream& random, Drawing& drawing) {
  Clutter clutter(random, drawing);
  const float kind = random.uniform();
  if (kind < 0.4F) {
    clutter.animal();
  } else if (kind < 0.6F) {
    clutter.tool();
  } else if (kind < 0.8F) {
    clutter.building();
  } else {
    clutter.food();
  }
  for (std::size_t i = clutter.count(0, 2); i > 0; --i)
    clutter.seam();
  fit_to_square(drawing, side, margin);
}

}  // namespace atelier::data
