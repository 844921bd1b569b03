#include "atelier/data/augmentation/sketch_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace atelier::data {

namespace {

/// What is brighter is garment.
constexpr float kGarment = 0.05F;

/// Fashion-MNIST's bags have holes below their handles, drawings of them mostly have not once they
/// are filled.
constexpr float kKeepHoles = 0.4F;

/// Shoes are often drawn at an angle, other garments seldom.
constexpr float kTurnFar = 0.25F;
constexpr float kFarTurn = 0.6F;  // In radians: 34 degrees.
constexpr float kNearTurn = 0.1F;

/// Taper and slant, as shares of the warp.
constexpr float kTaper = 0.8F;
constexpr float kSlant = 0.4F;

/// How much steeper the silhouette's edge becomes, which sampling made soft.
constexpr float kEdge = 2.0F;

/// 1 where the garment is, with its holes if `keep_holes`.
void find_silhouette(const FloatImage& image, bool keep_holes, SketchPlane& silhouette) {
  const std::size_t size = image.size();
  if (keep_holes) {
    for (std::size_t i = 0; i < size; ++i)
      silhouette[i] = image.values[i] > kGarment ? 1.0F : 0.0F;
    return;
  }
  // All but what hangs together with the frame's edge.
  std::fill_n(silhouette.begin(), size, 1.0F);
  std::array<std::uint16_t, kLargestSketchSide * kLargestSketchSide> waiting;
  std::size_t count = 0;
  const auto visit = [&](std::size_t pixel) {
    if (silhouette[pixel] == 0 || image.values[pixel] > kGarment)
      return;
    silhouette[pixel] = 0;
    waiting[count++] = static_cast<std::uint16_t>(pixel);
  };
  for (std::size_t x = 0; x < image.width; ++x) {
    visit(x);
    visit(size - 1 - x);
  }
  for (std::size_t y = 0; y < image.height; ++y) {
    visit(y * image.width);
    visit((y + 1) * image.width - 1);
  }
  while (count > 0) {
    const std::size_t pixel = waiting[--count];
    const std::size_t x = pixel % image.width;
    if (x > 0)
      visit(pixel - 1);
    if (x + 1 < image.width)
      visit(pixel + 1);
    if (pixel >= image.width)
      visit(pixel - image.width);
    if (pixel + image.width < size)
      visit(pixel + image.width);
  }
}

/// From places in the image, about its centre, to places in the drawing, not yet scaled to the
/// frame: widened by row, slanted, turned.
struct Warp {
  float width = 1;
  float taper = 0;  // Per pixel of row: how much wider it becomes downwards.
  float slant = 0;
  float cosine = 1;
  float sine = 0;

  struct Place {
    float x = 0;
    float y = 0;
  };

  float width_at(float y) const { return width * std::max(1 + taper * y, 0.2F); }

  Place forward(Place from) const {
    const float x = from.x * width_at(from.y) + slant * from.y;
    return {.x = cosine * x - sine * from.y, .y = sine * x + cosine * from.y};
  }

  Place backward(Place to) const {
    const float x = cosine * to.x + sine * to.y;
    const float y = cosine * to.y - sine * to.x;
    return {.x = (x - slant * y) / width_at(y), .y = y};
  }
};

Warp draw_warp(float warp, float half_height, RandomStream& random) {
  Warp drawn;
  drawn.width = std::exp(random.uniform(-warp, warp));
  drawn.taper = kTaper * random.uniform(-warp, warp) / half_height;
  drawn.slant = kSlant * random.uniform(-warp, warp);
  const float reach = random.uniform() < kTurnFar ? kFarTurn : kNearTurn;
  const float angle = (warp > 0 ? reach : 0.0F) * random.uniform(-1, 1);
  drawn.cosine = std::cos(angle);
  drawn.sine = std::sin(angle);
  return drawn;
}

/// Bilinear between the four pixels around; 0 outside.
float sample(const float* values, std::size_t width, std::size_t height, float x, float y) {
  const float left = std::floor(x);
  const float top = std::floor(y);
  const float right_share = x - left;
  const float bottom_share = y - top;
  const auto at = [&](float column, float row) {
    const bool is_inside = column >= 0 && row >= 0 && column < static_cast<float>(width) &&
                           row < static_cast<float>(height);
    return is_inside
               ? values[static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column)]
               : 0.0F;
  };
  const float upper = at(left, top) * (1 - right_share) + at(left + 1, top) * right_share;
  const float lower = at(left, top + 1) * (1 - right_share) + at(left + 1, top + 1) * right_share;
  return upper * (1 - bottom_share) + lower * bottom_share;
}

}  // namespace

bool draw_sketch_shape(const FloatImage& image, float warp, RandomStream& random,
                       SketchShape& shape) {
  const auto width = static_cast<float>(image.width);
  const auto height = static_cast<float>(image.height);
  const float centre_x = (width - 1) / 2;
  const float centre_y = (height - 1) / 2;
  const bool keep_holes = random.uniform() < kKeepHoles;
  const Warp drawn = draw_warp(warp, height / 2, random);

  const auto place_of = [&](std::size_t pixel) {
    const std::size_t column = pixel % image.width;
    const std::size_t row = pixel / image.width;
    return Warp::Place{.x = static_cast<float>(column) - centre_x,
                       .y = static_cast<float>(row) - centre_y};
  };

  SketchPlane silhouette;
  find_silhouette(image, keep_holes, silhouette);
  float left = width * height;
  float right = -left;
  float top = left;
  float bottom = -left;
  for (std::size_t i = 0; i < image.size(); ++i) {
    if (silhouette[i] == 0)
      continue;
    const Warp::Place place = drawn.forward(place_of(i));
    left = std::min(left, place.x);
    right = std::max(right, place.x);
    top = std::min(top, place.y);
    bottom = std::max(bottom, place.y);
  }
  if (left > right)
    return false;

  const float scale = std::max((right - left + 1) / width, (bottom - top + 1) / height);
  for (std::size_t i = 0; i < image.size(); ++i) {
    const Warp::Place to = place_of(i);
    const Warp::Place from = drawn.backward(
        {.x = to.x * scale + (left + right) / 2, .y = to.y * scale + (top + bottom) / 2});
    const auto sampled = [&](const float* values) {
      return sample(values, image.width, image.height, from.x + centre_x, from.y + centre_y);
    };
    shape.tones[i] = sampled(image.values);
    shape.silhouette[i] =
        std::clamp((sampled(silhouette.data()) - 0.5F) * kEdge + 0.5F, 0.0F, 1.0F);
  }
  return true;
}

}  // namespace atelier::data
