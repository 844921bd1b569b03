#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstddef>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <vector>

#include "pictures.h"

namespace atelier::data {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using test::changed;
using test::kSide;

namespace {

const Shape kShape = {kSide, kSide, 1};

/// Trousers with a bright seam, 28 pixels high and 14 wide.
std::vector<std::uint8_t> trousers() {
  std::vector<std::uint8_t> image(kSide * kSide);
  for (std::size_t y = 0; y < kSide; ++y) {
    for (std::size_t x = 7; x < 21; ++x) {
      if (y < 8 || x < 12 || x >= 16)
        image[y * kSide + x] = x == 9 ? 250 : 120;
    }
  }
  return image;
}

struct Extent {
  std::size_t width = 0;
  std::size_t height = 0;
};

Extent extent(const std::vector<float>& image) {
  std::size_t left = kSide;
  std::size_t right = 0;
  std::size_t top = kSide;
  std::size_t bottom = 0;
  for (std::size_t i = 0; i < image.size(); ++i) {
    if (image[i] <= 0)
      continue;
    left = std::min(left, i % kSide);
    right = std::max(right, i % kSide);
    top = std::min(top, i / kSide);
    bottom = std::max(bottom, i / kSide);
  }
  return {.width = right + 1 - left, .height = bottom + 1 - top};
}

}  // namespace

TEST_CASE("A drawing fills the frame in one direction", "[augmentation][sketch]") {
  for (std::uint32_t epoch = 1; epoch <= 100; ++epoch) {
    const std::vector<float> drawing = changed(trousers(), kShape, {.sketch = 1}, epoch);
    CAPTURE(epoch);
    const Extent size = extent(drawing);
    CHECK(std::max(size.width, size.height) >= kSide - 2);
    CHECK(std::ranges::all_of(drawing, [](float value) { return value >= 0 && value <= 1; }));
  }
}

TEST_CASE("Without a warp a drawing has the garment's proportions", "[augmentation][sketch]") {
  for (std::uint32_t epoch = 1; epoch <= 50; ++epoch) {
    const Extent size = extent(changed(trousers(), kShape, {.sketch = 1, .sketch_warp = 0}, epoch));
    CHECK(size.width >= 13);
    CHECK(size.width <= 15);
  }
}

TEST_CASE("Drawings differ from epoch to epoch and are the same for the same key",
          "[augmentation][sketch]") {
  std::set<std::vector<float>> seen;
  for (std::uint32_t epoch = 1; epoch <= 20; ++epoch) {
    seen.insert(changed(trousers(), kShape, {.sketch = 1}, epoch));
    CHECK(changed(trousers(), kShape, {.sketch = 1}, epoch) ==
          changed(trousers(), kShape, {.sketch = 1}, epoch));
  }
  CHECK(seen.size() == 20);
}

TEST_CASE("As many images as asked for become drawings", "[augmentation][sketch]") {
  const std::vector<float> photograph = test::scaled(trousers());
  int drawings = 0;
  for (std::uint32_t index = 0; index < 1000; ++index) {
    if (changed(trousers(), kShape, {.sketch = 0.3F}, 1, index) != photograph)
      ++drawings;
  }
  CHECK(drawings > 250);
  CHECK(drawings < 350);
}

TEST_CASE("An image without a garment stays as it is", "[augmentation][sketch]") {
  const std::vector<std::uint8_t> black(kSide * kSide);
  CHECK(changed(black, kShape, {.sketch = 1}, 1) == test::scaled(black));
}

TEST_CASE("Drawings are made of small images with one channel alone", "[augmentation][sketch]") {
  const Shape shape = GENERATE(Shape{33, 28, 1}, Shape{28, 33, 1}, Shape{28, 28, 3});
  CHECK_THROWS_MATCHES(Augmentation({.sketch = 0.5F}, shape, 1), std::invalid_argument,
                       MessageMatches(ContainsSubstring("clutter take images of at most 32x32")));
}

}  // namespace atelier::data
