#include "atelier/data/picture/tone.h"

#include <algorithm>

namespace atelier::data {

namespace {

constexpr float kInterior = 0.6F;
constexpr float kStroke = 0.9F;

/// Edges are softer than the threshold: their outermost cells belong to the picture, too.
bool is_garment_or_beside(const Mask& garment, std::size_t x, std::size_t y) {
  for (std::size_t near_y = y - std::min<std::size_t>(y, 1);
       near_y < std::min(y + 2, garment.height); ++near_y) {
    for (std::size_t near_x = x - std::min<std::size_t>(x, 1);
         near_x < std::min(x + 2, garment.width); ++near_x) {
      if (garment.at(near_x, near_y) != 0)
        return true;
    }
  }
  return false;
}

float largest_distance(float channel) {
  return std::max(channel, 255.0F - channel);
}

}  // namespace

Plane<float> garment_tones(const Plane<Cell>& picture, const Background& background,
                           const Mask& garment) {
  const float largest = luminance({.red = largest_distance(background.color.red),
                                   .green = largest_distance(background.color.green),
                                   .blue = largest_distance(background.color.blue)});
  Plane<float> tones(picture.width, picture.height);
  for (std::size_t y = 0; y < picture.height; ++y) {
    for (std::size_t x = 0; x < picture.width; ++x) {
      if (!is_garment_or_beside(garment, x, y))
        continue;
      tones.at(x, y) = luminance(difference(picture.at(x, y), background)) / largest;
    }
  }
  return tones;
}

void fill_outline(const Mask& garment, const Mask& enclosed, Plane<float>& tones) {
  if (std::ranges::find(enclosed.values, 1) == enclosed.values.end())
    return;
  const float brightest = *std::ranges::max_element(tones.values);
  for (std::size_t i = 0; i < tones.values.size(); ++i) {
    float& tone = tones.values[i];
    if (garment.values[i] != 0 || enclosed.values[i] != 0) {
      tone = kInterior + (kStroke - kInterior) * tone / brightest;
    }
  }
}

bool is_darker(const Plane<Cell>& picture, const Background& background, const Mask& garment) {
  float sum = 0;
  const float behind = luminance(background.color);
  for (std::size_t i = 0; i < picture.values.size(); ++i) {
    if (garment.values[i] == 0)
      continue;
    const Cell& cell = picture.values[i];
    sum += luminance(cell.premultiplied) - behind * cell.opacity;
  }
  return sum < 0;
}

}  // namespace atelier::data
