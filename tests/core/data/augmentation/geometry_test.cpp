#include "atelier/data/augmentation/geometry.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <vector>

#include "atelier/data/augmentation/resampling.h"

#include "data/augmentation/pictures.h"

namespace atelier::data {

using test::kSide;

namespace {

std::vector<float> resampled(const std::vector<std::uint8_t>& image, std::size_t height,
                             std::size_t width, std::size_t channels, const Geometry& geometry) {
  std::vector<float> output(image.size(), -1.0F);
  std::vector<std::uint8_t> scratch(resampling_scratch_size(height, width), 77);
  resample({.height = height, .width = width, .channels = channels, .values = image.data()},
           to_source(geometry, height, width),
           {.height = height, .width = width, .channels = channels, .values = output.data()},
           scratch.data());
  return output;
}

/// The pixel, 0 outside.
double pixel(const std::vector<std::uint8_t>& image, std::size_t height, std::size_t width,
             std::size_t channels, double row, double column, std::size_t channel) {
  if (row < 0 || column < 0 || row >= static_cast<double>(height) ||
      column >= static_cast<double>(width)) {
    return 0;
  }
  const auto position = static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column);
  return image[position * channels + channel] / 255.0;
}

/// The same picture in double precision, step by step backwards: move, turn, magnify, mirror.
std::vector<double> sampled_exactly(const std::vector<std::uint8_t>& image, std::size_t height,
                                    std::size_t width, std::size_t channels,
                                    const Geometry& geometry) {
  std::vector<double> output;
  const double centre_x = (static_cast<double>(width) - 1) / 2;
  const double centre_y = (static_cast<double>(height) - 1) / 2;
  for (std::size_t row = 0; row < height; ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      // From the centre, x to the right and y up, as angles are measured.
      const double moved_x = static_cast<double>(column) - centre_x - double{geometry.right};
      const double moved_y = centre_y - static_cast<double>(row) + double{geometry.down};
      const double distance = std::hypot(moved_x, moved_y) / double{geometry.magnification};
      const double direction = std::atan2(moved_y, moved_x) - double{geometry.angle};
      const double x = distance * std::cos(direction) * (geometry.mirrored ? -1 : 1) + centre_x;
      const double y = centre_y - distance * std::sin(direction);
      const double left = std::floor(x);
      const double top = std::floor(y);
      for (std::size_t channel = 0; channel < channels; ++channel) {
        const auto at = [&](double down, double right) {
          return pixel(image, height, width, channels, top + down, left + right, channel);
        };
        const double upper = at(0, 0) + (x - left) * (at(0, 1) - at(0, 0));
        const double lower = at(1, 0) + (x - left) * (at(1, 1) - at(1, 0));
        output.push_back(upper + (y - top) * (lower - upper));
      }
    }
  }
  return output;
}

double largest_difference(const std::vector<float>& actual, const std::vector<double>& expected) {
  double largest = 0;
  for (std::size_t i = 0; i < actual.size(); ++i)
    largest = std::max(largest, std::abs(static_cast<double>(actual[i]) - expected[i]));
  return largest;
}

/// 2,000 geometries of the options.
std::vector<Geometry> draw_many(const AugmentationOptions& options, std::size_t height = kSide,
                                std::size_t width = kSide) {
  std::vector<Geometry> geometries;
  geometries.reserve(2000);
  for (std::uint32_t index = 0; index < 2000; ++index) {
    geometries.push_back(
        draw_geometry(options, height, width, {.seed = 3, .epoch = 2, .index = index}));
  }
  return geometries;
}

/// Whether 2,000 numbers look uniform from -reach to reach: within the range, their mean and mean
/// square where five standard errors let them be, and the extremes near the ends.
void check_uniform(const std::vector<Geometry>& geometries,
                   const std::function<double(const Geometry&)>& of, double reach) {
  double sum = 0;
  double squares = 0;
  double lowest = 0;
  double highest = 0;
  for (const Geometry& geometry : geometries) {
    const double value = of(geometry);
    sum += value;
    squares += value * value;
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
  }
  const auto count = static_cast<double>(geometries.size());
  // A uniform number has the variance reach^2 / 3, its square reach^4 * (1/5 - 1/9).
  CHECK(std::abs(sum / count) < 5 * reach / std::sqrt(3 * count));
  CHECK(std::abs(squares / count - reach * reach / 3) <
        5 * reach * reach * std::sqrt(4.0 / 45 / count));
  // All of 2,000 miss the outermost hundredth of either half with probability 0.995^2000 < 1e-4.
  const double rounding = 1e-6 * reach;
  CHECK(lowest >= -reach - rounding);
  CHECK(highest <= reach + rounding);
  CHECK(lowest < -0.99 * reach);
  CHECK(highest > 0.99 * reach);
}

}  // namespace

TEST_CASE("A resampled picture is the one sampled in double precision", "[augmentation]") {
  const float degree = std::numbers::pi_v<float> / 180;
  const std::array geometries = {
      Geometry{.angle = 15 * degree},
      Geometry{.angle = -7 * degree},
      Geometry{.magnification = 1.1F},
      Geometry{.magnification = 0.5F},
      Geometry{.right = 2.5F, .down = -1.25F},
      Geometry{.mirrored = true, .right = 0.5F},
      Geometry{.mirrored = true, .magnification = 0.9F, .angle = 0.2F, .right = 3.3F, .down = 1.7F},
      Geometry{.magnification = 1.9F, .angle = 3, .right = -27, .down = 20},
  };
  for (const Geometry& geometry : geometries) {
    CAPTURE(geometry.mirrored, geometry.magnification, geometry.angle, geometry.right,
            geometry.down);
    // A place, below 64 in magnitude and found by a handful of roundings of 2^-24 relative to that,
    // is off by 2e-5 at most; over a pixel the picture changes by 1 at most.
    const std::vector<std::uint8_t> smooth = test::waves();
    CHECK(largest_difference(resampled(smooth, kSide, kSide, 1, geometry),
                             sampled_exactly(smooth, kSide, kSide, 1, geometry)) < 4e-5);
    // Neither square nor a multiple of the pieces worked on, and coloured.
    const std::vector<std::uint8_t> wide = test::noise(std::size_t{9} * 37 * 3, 1);
    CHECK(largest_difference(resampled(wide, 9, 37, 3, geometry),
                             sampled_exactly(wide, 9, 37, 3, geometry)) < 4e-5);
  }
}

TEST_CASE("An angle above zero turns the picture anticlockwise", "[augmentation]") {
  std::vector<std::uint8_t> image(kSide * kSide, 0);
  image[14 * kSide + 25] = 255;  // To the right: row 14, column 25.
  const std::vector<float> turned =
      resampled(image, kSide, kSide, 1, {.angle = std::numbers::pi_v<float> / 2});
  // A quarter turn takes (row, column) to (27 - column, row): at the top.
  CHECK(turned[2 * kSide + 14] > 0.999F);
}

TEST_CASE("Resampling by no change at all is a copy", "[augmentation]") {
  const std::vector<std::uint8_t> image = test::waves();
  CHECK(resampled(image, kSide, kSide, 1, {}) == test::scaled(image));
}

TEST_CASE("What has moved out of the picture leaves black", "[augmentation]") {
  const std::vector<float> moved =
      resampled(test::waves(), kSide, kSide, 1, {.magnification = 1.01F, .right = 1000});
  CHECK(std::ranges::all_of(moved, [](float value) { return value == 0; }));
}

TEST_CASE("Nothing is drawn that is off", "[augmentation]") {
  const Geometry geometry = draw_geometry({}, kSide, kSide, {});
  CHECK_FALSE(geometry.mirrored);
  CHECK(geometry.magnification == 1);
  CHECK(geometry.angle == 0);
  CHECK(geometry.right == 0);
  CHECK(geometry.down == 0);
}

TEST_CASE("The share of mirrored images is the probability", "[augmentation]") {
  for (const float probability : {0.0F, 0.2F, 0.5F, 1.0F}) {
    const auto geometries = draw_many({.flip = probability});
    const auto mirrored =
        static_cast<double>(std::ranges::count(geometries, true, &Geometry::mirrored));
    const double expected = double{probability} * 2000;
    // Five standard deviations of the binomial distribution.
    CHECK(std::abs(mirrored - expected) <=
          5 * std::sqrt(expected * (1 - double{probability})) + 1e-9);
  }
}

TEST_CASE("Angles, factors and ways are uniform over their ranges", "[augmentation]") {
  const std::size_t height = 20;
  const std::size_t width = 40;
  const auto geometries =
      draw_many({.translation = 0.1F, .rotation = 15, .zoom = 0.2F}, height, width);
  check_uniform(geometries, [](const Geometry& geometry) { return double{geometry.right}; }, 4);
  check_uniform(geometries, [](const Geometry& geometry) { return double{geometry.down}; }, 2);
  check_uniform(
      geometries, [](const Geometry& geometry) { return double{geometry.angle}; },
      15 * std::numbers::pi / 180);
  check_uniform(
      geometries, [](const Geometry& geometry) { return double{geometry.magnification} - 1; }, 0.2);
}

TEST_CASE("Every whole-pixel shift within reach is as likely as another", "[augmentation]") {
  std::array<int, 25> times{};
  for (const Geometry& geometry : draw_many({.shift = 2})) {
    REQUIRE(geometry.moves_whole_pixels());
    REQUIRE(std::abs(geometry.right) <= 2);
    REQUIRE(std::abs(geometry.down) <= 2);
    ++times[static_cast<std::size_t>(5 * (geometry.right + 2) + geometry.down + 2)];
  }
  // 2,000 over 25: 80 each, and five standard deviations of 8.8.
  for (const int count : times)
    CHECK(std::abs(count - 80) < 44);
}

TEST_CASE("Turning one change on leaves the others as they were", "[augmentation]") {
  const auto alone = draw_many({.rotation = 10});
  const auto together = draw_many({.flip = 0.5F, .shift = 2, .rotation = 10, .zoom = 0.1F});
  CHECK(std::ranges::equal(alone, together, {}, &Geometry::angle, &Geometry::angle));
}

}  // namespace atelier::data
