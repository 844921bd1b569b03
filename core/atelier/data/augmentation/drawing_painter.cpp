#include "atelier/data/augmentation/drawing_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "atelier/data/augmentation/sketch_shape.h"

namespace atelier::data {

namespace {

/// How far each pixel is from a path, and whether it is inside.
class PathField {
 public:
  PathField(std::size_t width, std::size_t height) : width_(width), height_(height) {}

  void measure(const DrawingPath& path, bool closed) {
    squares_.fill(1e9F);
    inside_.fill(0);
    const std::size_t edges = closed ? path.count : path.count - 1;
    for (std::size_t i = 0; i < edges; ++i)
      add_edge(path.points[i], path.points[(i + 1) % path.count]);
  }

  /// Of pixel i: how much of it a line of that breadth covers.
  float line(std::size_t i, float breadth) const {
    return std::clamp(breadth / 2 + 0.5F - std::sqrt(squares_[i]), 0.0F, 1.0F) *
           std::min(breadth, 1.0F);
  }

  /// Of pixel i: how much of it the closed shape covers.
  float shape(std::size_t i) const {
    const float distance = std::sqrt(squares_[i]);
    return std::clamp(0.5F + (inside_[i] != 0 ? distance : -distance), 0.0F, 1.0F);
  }

 private:
  void add_edge(DrawingPoint a, DrawingPoint b) {
    const float along_x = b.x - a.x;
    const float along_y = b.y - a.y;
    const float scale = 1 / std::max(along_x * along_x + along_y * along_y, 1e-6F);
    for (std::size_t row = 0; row < height_; ++row) {
      const float y = static_cast<float>(row) + 0.5F;
      const bool crosses = (a.y > y) != (b.y > y);
      const float crossing = crosses ? a.x + (y - a.y) * along_x / along_y : -1;
      float* squares = squares_.data() + row * width_;
      std::uint8_t* inside = inside_.data() + row * width_;
      for (std::size_t column = 0; column < width_; ++column) {
        const float x = static_cast<float>(column) + 0.5F;
        const float share =
            std::clamp(((x - a.x) * along_x + (y - a.y) * along_y) * scale, 0.0F, 1.0F);
        const float right = x - a.x - share * along_x;
        const float down = y - a.y - share * along_y;
        squares[column] = std::min(squares[column], right * right + down * down);
        inside[column] = static_cast<std::uint8_t>(inside[column] ^ (x < crossing ? 1 : 0));
      }
    }
  }

  std::size_t width_;
  std::size_t height_;
  SketchPlane squares_{};
  std::array<std::uint8_t, kLargestSketchSide * kLargestSketchSide> inside_{};
};

/// Paints a drawing part by part onto an image, which is all 0 at first.
class Painter {
 public:
  Painter(const FloatImage& image, const DrawingStyle& style)
      : image_(image), style_(style), field_(image.width, image.height) {
    std::fill_n(image.values, image.size(), 0.0F);
  }

  void paint(const DrawingPath& path, bool is_first, RandomStream& random) {
    // Always as many numbers.
    const float chance = random.uniform();
    const float tone = random.uniform(0.1F, 1);
    switch (path.kind) {
      case PartKind::kPiece:
        field_.measure(path, true);
        fill(is_first ? style_.fill : part_tone(chance, tone));
        draw_about(is_first);
        break;
      case PartKind::kPatch:
        field_.measure(path, true);
        each_covered([&](std::size_t i) { return field_.shape(i); }, part_tone(chance, tone));
        each_covered([&](std::size_t i) { return field_.line(i, style_.breadth); }, style_.line);
        break;
      case PartKind::kSeam:
        field_.measure(path, false);
        each_covered([&](std::size_t i) { return field_.line(i, style_.seam_breadth); },
                     style_.look == DrawingLook::kFlat ? tone : style_.line);
        break;
      case PartKind::kHandle:
        paint_handle(path, chance, tone);
        break;
    }
  }

  /// Shades the drawing, and makes its brightest spot white.
  void finish() {
    float brightest = 0.05F;
    for (std::size_t i = 0; i < image_.size(); ++i) {
      const float x = static_cast<float>(i % image_.width) / static_cast<float>(image_.width);
      image_.values[i] *= 1 + style_.shade * (2 * x - 1);
      brightest = std::max(brightest, image_.values[i]);
    }
    for (std::size_t i = 0; i < image_.size(); ++i)
      image_.values[i] = std::min(image_.values[i] / brightest, 1.0F);
  }

 private:
  float part_tone(float chance, float tone) const {
    switch (style_.look) {
      case DrawingLook::kOutline:
        return chance < 0.5F ? style_.fill : chance < 0.8F ? 0.85F + 0.15F * tone : tone;
      case DrawingLook::kFlat:
        return chance < 0.3F ? std::min(style_.fill * (0.6F + 0.7F * tone), 1.0F) : tone;
      case DrawingLook::kSolid:
        return chance < 0.6F ? 1 : style_.line;
    }
    return tone;
  }

  void put(std::size_t i, float tone, float share) {
    image_.values[i] += (tone - image_.values[i]) * share;
    cover_[i] = std::max(cover_[i], share);
  }

  void fill(float tone) {
    for (std::size_t i = 0; i < image_.size(); ++i)
      put(i, tone, field_.shape(i));
  }

  /// The line about a piece. The gap of a solid drawing is cut out of what lies below.
  void draw_about(bool is_first) {
    const bool is_gap = style_.look == DrawingLook::kSolid;
    if (is_first && is_gap)
      return;
    for (std::size_t i = 0; i < image_.size(); ++i) {
      const float share = field_.line(i, style_.breadth);
      put(i, style_.line, is_gap ? share * cover_[i] : share);
    }
  }

  /// Paints within what is covered so far.
  template <typename Share>
  void each_covered(const Share& share, float tone) {
    for (std::size_t i = 0; i < image_.size(); ++i)
      put(i, tone, share(i) * cover_[i]);
  }

  void paint_handle(const DrawingPath& path, float chance, float tone) {
    const bool is_outline = style_.look == DrawingLook::kOutline;
    if (style_.fills_handles) {
      field_.measure(path, true);
      for (std::size_t i = 0; i < image_.size(); ++i) {
        // Behind what is there.
        put(i, is_outline ? style_.fill : tone, field_.shape(i) * (1 - cover_[i]));
      }
    }
    field_.measure(path, false);
    const bool is_tube = is_outline && chance < 0.5F;
    const float breadth = is_tube      ? style_.handle + style_.breadth
                          : is_outline ? style_.breadth
                                       : style_.handle;
    const float own = is_outline ? style_.line : part_tone(chance, tone);
    for (std::size_t i = 0; i < image_.size(); ++i)
      put(i, own, field_.line(i, breadth));
    if (is_tube) {
      for (std::size_t i = 0; i < image_.size(); ++i)
        put(i, style_.fill, field_.line(i, style_.handle - style_.breadth));
    }
  }

  FloatImage image_;
  DrawingStyle style_;
  PathField field_;
  SketchPlane cover_{};
};

}  // namespace

DrawingStyle draw_style(RandomStream& random) {
  DrawingStyle style;
  const float kind = random.uniform();
  const float place = random.uniform();
  const float breadth = random.uniform();
  style.handle = random.uniform(1.5F, 4);
  style.seam_breadth = random.uniform(0.7F, 1.6F);
  const float handle_chance = random.uniform();
  const float line = random.uniform();
  const bool has_lines = random.uniform() < 0.45F;
  const bool is_shaded = random.uniform() < 0.3F;
  const float shade = random.uniform(-0.4F, 0.4F);
  if (kind < 0.45F) {
    style.look = DrawingLook::kOutline;
    style.fill = 0.55F + 0.2F * place;
    style.breadth = 0.9F + 2.3F * breadth;
    style.seam_breadth = style.breadth * (0.5F + 0.5F * line);
    style.fills_handles = handle_chance < 0.6F;
  } else if (kind < 0.8F) {
    style.look = DrawingLook::kFlat;
    // Pale colours on a light ground have dark lines about them, which are bright here.
    style.fill = has_lines ? 0.12F + 0.88F * place : 0.3F + 0.7F * place;
    style.line = has_lines ? std::sqrt(line) : line;
    style.breadth = has_lines ? 0.7F + 1.3F * breadth : 0;
    style.fills_handles = handle_chance < 0.15F;
    style.shade = is_shaded ? shade : 0;
  } else {
    style.look = DrawingLook::kSolid;
    style.fill = 1;
    style.line = line < 0.5F ? 0 : 0.6F;
    style.breadth = 0.7F + 1.5F * breadth;
    style.seam_breadth = style.breadth;
    style.fills_handles = handle_chance < 0.15F;
  }
  return style;
}

void paint(const Drawing& drawing, const DrawingStyle& style, RandomStream& random,
           const FloatImage& image) {
  Painter painter(image, style);
  for (std::size_t i = 0; i < drawing.count; ++i)
    painter.paint(drawing.paths[i], i == 0, random);
  painter.finish();
}

}  // namespace atelier::data
