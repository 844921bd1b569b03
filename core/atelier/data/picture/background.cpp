#include "atelier/data/picture/background.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace atelier::data {

namespace {

constexpr float kHalfOpaque = 0.5F;

std::vector<Cell> border_of(const Plane<Cell>& picture) {
  std::vector<Cell> border;
  for (std::size_t y = 0; y < picture.height; ++y) {
    const bool whole_row = y == 0 || y + 1 == picture.height;
    const std::size_t step = whole_row ? 1 : std::max<std::size_t>(picture.width - 1, 1);
    for (std::size_t x = 0; x < picture.width; x += step)
      border.push_back(picture.at(x, y));
  }
  return border;
}

/// The upper of the two in the middle, where there are two; `values` must not be empty.
float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

float median_of(const std::vector<Cell>& cells, float Color::* channel) {
  std::vector<float> values;
  values.reserve(cells.size());
  for (const Cell& cell : cells)
    values.push_back(cell.premultiplied.*channel / cell.opacity);
  return median(std::move(values));
}

/// White for what is mostly dark, black for what is mostly light.
Color contrasting_ground(const Plane<Cell>& picture) {
  float luminance_sum = 0;
  float opacity_sum = 0;
  for (const Cell& cell : picture.values) {
    luminance_sum += luminance(cell.premultiplied);
    opacity_sum += cell.opacity;
  }
  const float ground = luminance_sum < 127.5F * opacity_sum ? 255.0F : 0.0F;
  return {.red = ground, .green = ground, .blue = ground};
}

}  // namespace

Background find_background(const Plane<Cell>& picture) {
  std::vector<Cell> border = border_of(picture);
  const std::size_t border_size = border.size();
  std::erase_if(border, [](const Cell& cell) { return cell.opacity < kHalfOpaque; });

  Background background;
  background.transparent = 2 * border.size() < border_size;
  if (background.transparent) {
    background.color = contrasting_ground(picture);
    return background;
  }
  background.color = {.red = median_of(border, &Color::red),
                      .green = median_of(border, &Color::green),
                      .blue = median_of(border, &Color::blue)};
  std::vector<float> distances;
  distances.reserve(border.size());
  for (const Cell& cell : border) {
    const Color channels = difference(cell, background);
    distances.push_back(std::max({channels.red, channels.green, channels.blue}));
  }
  background.noise = median(std::move(distances));
  return background;
}

Color difference(const Cell& cell, const Background& background) {
  const Color& color = cell.premultiplied;
  const Color& behind = background.color;
  return {.red = std::abs(color.red - behind.red * cell.opacity),
          .green = std::abs(color.green - behind.green * cell.opacity),
          .blue = std::abs(color.blue - behind.blue * cell.opacity)};
}

}  // namespace atelier::data
