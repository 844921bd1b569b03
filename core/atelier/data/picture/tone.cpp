#include "atelier/data/picture/tone.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "atelier/data/picture/quantile.h"

namespace atelier::data {

namespace {

constexpr float kInterior = 0.6F * 255;
constexpr float kStroke = 0.9F * 255;

// Tones are flat where nine tenths of the garment lie in so few of so many ranges of them.
constexpr std::size_t kToneRanges = 32;
constexpr int kFewTones = 3;

constexpr float kBrightest = 1 - 1.0F / 400;

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

}  // namespace

Plane<float> garment_tones(const Plane<Color>& different, const Mask& garment) {
  Plane<float> tones(different.width, different.height);
  for (std::size_t y = 0; y < different.height; ++y) {
    for (std::size_t x = 0; x < different.width; ++x) {
      if (!is_garment_or_beside(garment, x, y))
        continue;
      const Color channels = different.at(x, y);
      tones.at(x, y) = luminance({.red = std::abs(channels.red),
                                  .green = std::abs(channels.green),
                                  .blue = std::abs(channels.blue)});
    }
  }
  return tones;
}

bool is_outline(const Mask& garment, const Mask& enclosed, const Plane<float>& tones) {
  std::array<std::size_t, kToneRanges> ranges{};
  std::size_t garment_count = 0;
  std::size_t enclosed_count = 0;
  for (std::size_t i = 0; i < tones.values.size(); ++i) {
    enclosed_count += enclosed.values[i];
    if (garment.values[i] == 0)
      continue;
    ++garment_count;
    const auto range = static_cast<std::size_t>(tones.values[i] * kToneRanges / 256);
    ++ranges[std::min(range, kToneRanges - 1)];
  }
  const std::size_t whole = garment_count + enclosed_count;
  if (3 * enclosed_count > whole)
    return true;
  std::size_t flat_count = 0;
  for (int i = 0; i < kFewTones; ++i) {
    std::size_t& most = *std::ranges::max_element(ranges);
    flat_count += most;
    most = 0;
  }
  return 8 * enclosed_count > whole && 10 * flat_count > 9 * garment_count;
}

void fill_outline(const Mask& garment, const Mask& enclosed, Plane<float>& tones) {
  const float brightest = *std::ranges::max_element(tones.values);
  for (std::size_t i = 0; i < tones.values.size(); ++i) {
    float& tone = tones.values[i];
    if (garment.values[i] != 0 || enclosed.values[i] != 0) {
      tone = kInterior + (kStroke - kInterior) * tone / brightest;
    }
  }
}

float brightest_tone(const Plane<float>& tones) {
  std::vector<float> bright;
  std::ranges::copy_if(tones.values, std::back_inserter(bright),
                       [](float tone) { return tone > 0; });
  return quantile(bright, kBrightest);
}

bool is_darker(const Plane<Color>& different, const Mask& garment) {
  float sum = 0;
  for (std::size_t i = 0; i < different.values.size(); ++i) {
    if (garment.values[i] != 0)
      sum += luminance(different.values[i]);
  }
  return sum < 0;
}

}  // namespace atelier::data
