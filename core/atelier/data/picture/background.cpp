#include "atelier/data/picture/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "atelier/data/picture/quantile.h"

namespace atelier::data {

namespace {

constexpr float kHalfOpaque = 0.5F;

/// What is nearer to the background than this, of 255, speaks for it.
constexpr float kNear = 15.0F;

/// How much a corner of the background's colour counts, as a share of the border: garments reach
/// the border often, its corners seldom.
constexpr float kCornerWeight = 0.3F;

/// A plane has to explain so much more of the border than one colour does, and must not change by
/// more across the picture: a dark ground above a light garment is no gradient.
constexpr float kPlaneAdvantage = 0.08F;
constexpr float kSteepest = 110.0F;

constexpr int kFittingRounds = 12;

/// The share of the border's distances that is surely the background's, and what makes their
/// largest the median of all the background's, were they normally distributed.
constexpr float kSurelyBackground = 0.4F;
constexpr float kToMedian = 1.29F;

/// Where the background's noise would be more than this, of 255, but three corners and a tenth of
/// the border are plain, a garment reaches over most of the border.
constexpr float kMostNoise = 40.0F;
constexpr float kSurelyGround = 3 * kCornerWeight + 0.1F;

constexpr std::array<float Color::*, 3> kChannels = {&Color::red, &Color::green, &Color::blue};

/// A cell of the border: its colour, and where it is, from -0.5 to 0.5 across the picture.
struct Sample {
  Color color;
  float x = 0;
  float y = 0;
  bool is_corner = false;
};

/// A background in the coordinates of Sample.
struct Model {
  Color middle;
  Color across;
  Color down;

  Color at(float x, float y) const {
    Color color;
    for (const auto channel : kChannels)
      color.*channel = middle.*channel + across.*channel * x + down.*channel * y;
    return color;
  }

  float steepness() const {
    float steepest = 0;
    for (const auto channel : kChannels)
      steepest = std::max({steepest, std::abs(across.*channel), std::abs(down.*channel)});
    return steepest;
  }
};

float distance(const Color& a, const Color& b) {
  return std::max(
      {std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

float distance(const Model& model, const Sample& sample) {
  return distance(model.at(sample.x, sample.y), sample.color);
}

/// The border's opaque cells, and how many there are in all.
std::vector<Sample> border_of(const Plane<Cell>& picture, std::size_t& count) {
  std::vector<Sample> border;
  count = 0;
  const auto share = [](std::size_t index, std::size_t size) {
    return (static_cast<float>(index) + 0.5F) / static_cast<float>(size) - 0.5F;
  };
  for (std::size_t y = 0; y < picture.height; ++y) {
    const bool whole_row = y == 0 || y + 1 == picture.height;
    const std::size_t step = whole_row ? 1 : std::max<std::size_t>(picture.width - 1, 1);
    for (std::size_t x = 0; x < picture.width; x += step) {
      ++count;
      const Cell cell = picture.at(x, y);
      if (cell.opacity < kHalfOpaque)
        continue;
      Sample sample = {.color = {},
                       .x = share(x, picture.width),
                       .y = share(y, picture.height),
                       .is_corner = whole_row && (x == 0 || x + 1 == picture.width)};
      for (const auto channel : kChannels)
        sample.color.*channel = cell.premultiplied.*channel / cell.opacity;
      border.push_back(sample);
    }
  }
  return border;
}

/// How well a model explains the border: the share of cells near it, and something for each corner.
float support(const Model& model, const std::vector<Sample>& border) {
  std::size_t near_count = 0;
  float corners = 0;
  for (const Sample& sample : border) {
    if (distance(model, sample) > kNear)
      continue;
    ++near_count;
    corners += sample.is_corner ? 1.0F : 0.0F;
  }
  return static_cast<float>(near_count) / static_cast<float>(border.size()) +
         kCornerWeight * corners;
}

/// The plane with the least weighted sum of squares: from the normal equations, which the border's
/// symmetry keeps well conditioned. Nothing where the weights do not determine one.
std::optional<Model> fit_plane(const std::vector<Sample>& border,
                               const std::vector<float>& weights) {
  // In double precision: sums over thousands of cells.
  double w = 0;
  double wx = 0;
  double wy = 0;
  double wxx = 0;
  double wxy = 0;
  double wyy = 0;
  for (std::size_t i = 0; i < border.size(); ++i) {
    const double weight = weights[i];
    const double x = border[i].x;
    const double y = border[i].y;
    w += weight;
    wx += weight * x;
    wy += weight * y;
    wxx += weight * x * x;
    wxy += weight * x * y;
    wyy += weight * y * y;
  }
  if (w <= 0)
    return std::nullopt;
  const double xx = wxx - wx * wx / w;
  const double xy = wxy - wx * wy / w;
  const double yy = wyy - wy * wy / w;
  const double determinant = xx * yy - xy * xy;
  if (determinant <= 1e-6 * w * w)
    return std::nullopt;
  Model model;
  for (const auto channel : kChannels) {
    double wv = 0;
    double wxv = 0;
    double wyv = 0;
    for (std::size_t i = 0; i < border.size(); ++i) {
      const double value = static_cast<double>(weights[i]) * border[i].color.*channel;
      wv += value;
      wxv += border[i].x * value;
      wyv += border[i].y * value;
    }
    const double xv = wxv - wx * wv / w;
    const double yv = wyv - wy * wv / w;
    const double across = (xv * yy - yv * xy) / determinant;
    const double down = (yv * xx - xv * xy) / determinant;
    model.across.*channel = static_cast<float>(across);
    model.down.*channel = static_cast<float>(down);
    model.middle.*channel = static_cast<float>((wv - across * wx - down * wy) / w);
  }
  return model;
}

/// Fits a plane again and again, what is far from the last one counting less: the inverse of the
/// distance, which minimises the sum of the distances themselves.
std::optional<Model> fit_robustly(const std::vector<Sample>& border, Model model) {
  std::vector<float> weights(border.size());
  for (int round = 0; round < kFittingRounds; ++round) {
    for (std::size_t i = 0; i < border.size(); ++i)
      weights[i] = 1 / std::max(distance(model, border[i]), 2.0F);
    const std::optional<Model> next = fit_plane(border, weights);
    if (!next)
      return std::nullopt;
    model = *next;
  }
  return model;
}

/// The one colour with the most support: the median, or that of a corner.
Model find_colour(const std::vector<Sample>& border) {
  Model best;
  for (const auto channel : kChannels) {
    std::vector<float> values;
    values.reserve(border.size());
    for (const Sample& sample : border)
      values.push_back(sample.color.*channel);
    best.middle.*channel = quantile(values, 0.5F);
  }
  float most = support(best, border);
  for (const Sample& sample : border) {
    if (!sample.is_corner)
      continue;
    const Model candidate = {.middle = sample.color, .across = {}, .down = {}};
    const float candidate_support = support(candidate, border);
    if (candidate_support > most) {
      most = candidate_support;
      best = candidate;
    }
  }
  // A corner's colour has its noise: the mean of what is near it has not.
  Color sum;
  float count = 0;
  for (const Sample& sample : border) {
    if (distance(best, sample) > kNear)
      continue;
    for (const auto channel : kChannels)
      sum.*channel += sample.color.*channel;
    ++count;
  }
  for (const auto channel : kChannels) {
    if (count > 0)
      best.middle.*channel = sum.*channel / count;
  }
  return best;
}

/// The median distance of the background's cells.
float noise_around(const Model& model, const std::vector<Sample>& border) {
  std::vector<float> distances;
  distances.reserve(border.size());
  for (const Sample& sample : border)
    distances.push_back(distance(model, sample));
  const float noise = kToMedian * quantile(distances, kSurelyBackground);
  if (noise <= kMostNoise || support(model, border) < kSurelyGround)
    return noise;
  std::erase_if(distances, [](float value) { return value > kNear; });
  return quantile(distances, 0.5F);
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

Background in_pixels(const Model& model, const Region& region) {
  Background background;
  const auto width = static_cast<float>(region.width);
  const auto height = static_cast<float>(region.height);
  for (const auto channel : kChannels) {
    background.per_column.*channel = model.across.*channel / width;
    background.per_row.*channel = model.down.*channel / height;
  }
  background.color = model.at(-0.5F - static_cast<float>(region.left) / width,
                              -0.5F - static_cast<float>(region.top) / height);
  return background;
}

}  // namespace

Color Background::at(float column, float row) const {
  Color result;
  for (const auto channel : kChannels)
    result.*channel = color.*channel + per_column.*channel * column + per_row.*channel * row;
  return result;
}

Background find_background(const ReducedPicture& picture) {
  std::size_t border_size = 0;
  const std::vector<Sample> border = border_of(picture.cells, border_size);
  if (2 * border.size() < border_size) {
    Background background;
    background.transparent = true;
    background.color = contrasting_ground(picture.cells);
    return background;
  }
  Model best = find_colour(border);
  const float colour_support = support(best, border);
  const std::optional<Model> plane = fit_robustly(border, best);
  if (plane && plane->steepness() <= kSteepest &&
      support(*plane, border) > colour_support + kPlaneAdvantage) {
    best = *plane;
  }

  Background background = in_pixels(best, picture.source);
  background.noise = noise_around(best, border);
  return background;
}

Plane<Color> ground_of(const Background& background, const ReducedPicture& picture) {
  Plane<Color> ground(picture.cells.width, picture.cells.height);
  const auto middle = [&](std::size_t cell, std::size_t first_pixel) {
    return static_cast<float>(first_pixel) +
           (static_cast<float>(cell) + 0.5F) * static_cast<float>(picture.scale);
  };
  for (std::size_t y = 0; y < ground.height; ++y) {
    for (std::size_t x = 0; x < ground.width; ++x) {
      ground.at(x, y) =
          background.at(middle(x, picture.source.left), middle(y, picture.source.top));
    }
  }
  return ground;
}

Plane<Color> differences(const ReducedPicture& picture, const Plane<Color>& ground) {
  Plane<Color> result(ground.width, ground.height);
  for (std::size_t i = 0; i < ground.values.size(); ++i) {
    const Cell& cell = picture.cells.values[i];
    for (const auto channel : kChannels) {
      result.values[i].*channel =
          cell.premultiplied.*channel - ground.values[i].*channel * cell.opacity;
    }
  }
  return result;
}

}  // namespace atelier::data
