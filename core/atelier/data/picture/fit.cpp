#include "atelier/data/picture/fit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atelier::data {

namespace {

// The result's brightest pixel is at least this bright.
constexpr float kDullestPeak = 200.0F;

/// A Gaussian of sigma 1 within a radius of 1: exp(-1/2) beside 1, normalised.
constexpr std::array<float, 3> kGaussian = {0.27407F, 0.45186F, 0.27407F};

/// How much of the difference is added.
constexpr float kSharpness = 0.7F;

/// Where the pixels of one axis lie among the cells.
struct Axis {
  double origin;      // Of the first pixel, in cells; may be negative.
  double pixel_size;  // In cells.
};

/// Centres `length` cells from `start` on. An odd pixel to spare comes before, as in Fashion-MNIST.
Axis centred(std::size_t start, std::size_t length, double pixel_size, std::size_t side) {
  const double pixels = std::clamp(std::round(static_cast<double>(length) / pixel_size), 1.0,
                                   static_cast<double>(side));
  const double before = std::ceil((static_cast<double>(side) - pixels) / 2);
  const double middle = static_cast<double>(start) + static_cast<double>(length) / 2;
  return {.origin = middle - (before + pixels / 2) * pixel_size, .pixel_size = pixel_size};
}

/// The cells from `first` to `last` lie at least partly under a pixel, with these weights.
struct Cover {
  std::size_t first = 0;
  std::vector<float> weights;
};

Cover cover(const Axis& axis, std::size_t pixel, std::size_t first_cell, std::size_t cell_count) {
  const double begin = axis.origin + static_cast<double>(pixel) * axis.pixel_size;
  const double end = begin + axis.pixel_size;
  const double low = std::max(begin, static_cast<double>(first_cell));
  const double high = std::min(end, static_cast<double>(first_cell + cell_count));
  Cover result;
  if (low >= high)
    return result;
  result.first = static_cast<std::size_t>(low);
  for (double cell = std::floor(low); cell < high; cell += 1) {
    const double covered = std::min(high, cell + 1) - std::max(low, cell);
    result.weights.push_back(static_cast<float>(covered / axis.pixel_size));
  }
  return result;
}

}  // namespace

Plane<float> fit(const Plane<float>& tones, const Region& region, std::size_t side) {
  const double pixel_size =
      static_cast<double>(std::max(region.width, region.height)) / static_cast<double>(side);
  const Axis horizontal = centred(region.left, region.width, pixel_size, side);
  const Axis vertical = centred(region.top, region.height, pixel_size, side);
  std::vector<Cover> columns;
  columns.reserve(side);
  for (std::size_t x = 0; x < side; ++x) {
    columns.push_back(cover(horizontal, x, region.left, region.width));
  }

  Plane<float> means(side, side);
  for (std::size_t y = 0; y < side; ++y) {
    const Cover rows = cover(vertical, y, region.top, region.height);
    for (std::size_t x = 0; x < side; ++x) {
      const Cover& column = columns[x];
      float mean = 0;
      for (std::size_t i = 0; i < rows.weights.size(); ++i) {
        float row_mean = 0;
        for (std::size_t j = 0; j < column.weights.size(); ++j) {
          row_mean += column.weights[j] * tones.at(column.first + j, rows.first + i);
        }
        mean += rows.weights[i] * row_mean;
      }
      means.at(x, y) = mean;
    }
  }
  return means;
}

Plane<float> sharpen(const Plane<float>& picture) {
  Plane<float> result(picture.width, picture.height);
  for (std::size_t y = 0; y < picture.height; ++y) {
    for (std::size_t x = 0; x < picture.width; ++x) {
      float blurred = 0;
      for (std::size_t i = 0; i < kGaussian.size(); ++i) {
        for (std::size_t j = 0; j < kGaussian.size(); ++j) {
          // Below 0 wraps around to above the size. What lies outside is background: 0.
          const std::size_t near_y = y + i - 1;
          const std::size_t near_x = x + j - 1;
          if (near_x < picture.width && near_y < picture.height)
            blurred += kGaussian[i] * kGaussian[j] * picture.at(near_x, near_y);
        }
      }
      const float value = picture.at(x, y);
      result.at(x, y) = std::clamp(value + kSharpness * (value - blurred), 0.0F, 255.0F);
    }
  }
  return result;
}

std::vector<std::uint8_t> level(const Plane<float>& picture, float brightest) {
  const float white =
      std::min(brightest, *std::ranges::max_element(picture.values) * 255.0F / kDullestPeak);
  std::vector<std::uint8_t> pixels(picture.values.size());
  if (white > 0) {
    std::ranges::transform(picture.values, pixels.begin(), [white](float value) {
      return static_cast<std::uint8_t>(std::lround(255.0F * std::min(value / white, 1.0F)));
    });
  }
  return pixels;
}

}  // namespace atelier::data
