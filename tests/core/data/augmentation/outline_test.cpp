#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "atelier/base/label.h"
#include "atelier/data/augmentation/outline_drawing.h"

#include "pictures.h"

namespace atelier::data {

namespace {

const Shape kShape = {test::kSide, test::kSide, 1};
constexpr std::uint8_t kClassCount = 10;

std::vector<GarmentOutline> outlines(std::uint8_t label) {
  std::vector<GarmentOutline> all;
  all.reserve(garment_outline_count(label));
  for (std::size_t which = 0; which < garment_outline_count(label); ++which)
    all.push_back(garment_outline(label, which));
  return all;
}

std::vector<float> drawn(std::uint8_t label, std::uint32_t epoch) {
  return test::changed(test::waves(), kShape, {.drawing = 1}, epoch, 0, 1, label);
}

}  // namespace

TEST_CASE("Each class of clothes has outlines that begin with a piece", "[augmentation][drawing]") {
  for (std::uint8_t label = 0; label < kClassCount; ++label) {
    CAPTURE(label);
    CHECK(garment_outline_count(label) >= 3);
    for (const GarmentOutline& outline : outlines(label)) {
      CHECK(outline.parts.front().kind == PartKind::kPiece);
      std::size_t paths = 0;
      for (const OutlinePart& part : std::span(outline.parts).first(outline.count)) {
        paths += part.side == PartSide::kTwice ? 2 : 1;
        CHECK(part.points.size() >= 2);
      }
      CHECK(paths > 0);
      CHECK(paths <= Drawing::kMostPaths);
    }
  }
  CHECK(garment_outline_count(kClassCount) == 0);
}

TEST_CASE("An outline is what its text says", "[augmentation][drawing]") {
  const GarmentOutline tee = garment_outline(0, 0);
  CHECK_FALSE(tee.turns);
  REQUIRE(tee.count == 3);
  const OutlinePart& collar = tee.parts[1];
  CHECK(collar.kind == PartKind::kSeam);
  CHECK(collar.side == PartSide::kOnce);
  CHECK(collar.corners == PartCorners::kRound);
  REQUIRE(collar.points.size() == 5);
  CHECK(collar.points[4].x == 64);
  CHECK(collar.points[4].y == 5);
  CHECK(tee.parts[2].side == PartSide::kTwice);

  const GarmentOutline sneaker = garment_outline(7, 0);
  CHECK(sneaker.turns);
  REQUIRE(sneaker.count == 6);
  CHECK(sneaker.parts[0].points.front().y == 78);
  CHECK(sneaker.parts[5].points.back().x == 60);
}

TEST_CASE("A drawing fills the square and is centred", "[augmentation][drawing]") {
  const auto label = static_cast<std::uint8_t>(GENERATE(range(0, 10)));
  for (std::uint32_t i = 0; i < 100; ++i) {
    RandomStream random(1, RandomPurpose::kDrawing, i, 0);
    for (const GarmentOutline& outline : outlines(label)) {
      Drawing drawing;
      draw_outline(outline, 28, 1, random, drawing);
      float left = 28;
      float right = 0;
      float top = 28;
      float bottom = 0;
      for (std::size_t j = 0; j < drawing.count; ++j) {
        const DrawingPath& path = drawing.paths[j];
        if (path.kind != PartKind::kPiece && path.kind != PartKind::kHandle)
          continue;
        for (std::size_t k = 0; k < path.count; ++k) {
          left = std::min(left, path.points[k].x);
          right = std::max(right, path.points[k].x);
          top = std::min(top, path.points[k].y);
          bottom = std::max(bottom, path.points[k].y);
        }
      }
      CHECK(std::abs(std::max(right - left, bottom - top) - 26) < 0.01F);
      CHECK(std::abs(left + right - 28) < 0.01F);
      CHECK(std::abs(top + bottom - 28) < 0.01F);
    }
  }
}

TEST_CASE("A drawing takes the image's place: white somewhere, black around",
          "[augmentation][drawing]") {
  const auto label = static_cast<std::uint8_t>(GENERATE(range(0, 10)));
  for (std::uint32_t epoch = 1; epoch <= 100; ++epoch) {
    const std::vector<float> image = drawn(label, epoch);
    CAPTURE(label, epoch);
    CHECK(std::ranges::max(image) > 0.99F);
    CHECK(std::ranges::min(image) == 0);
    // Nothing of the image shows through, which is not dark anywhere.
    CHECK(std::ranges::count(image, 0.0F) > 20);
  }
}

TEST_CASE("No two drawings are the same, and the same key gives the same",
          "[augmentation][drawing]") {
  std::set<std::vector<float>> seen;
  for (std::uint32_t epoch = 1; epoch <= 50; ++epoch) {
    seen.insert(drawn(8, epoch));
    CHECK(drawn(8, epoch) == drawn(8, epoch));
  }
  CHECK(seen.size() == 50);
}

TEST_CASE("As many images as asked for give way to drawings", "[augmentation][drawing]") {
  const std::vector<float> photograph = test::scaled(test::waves());
  int drawings = 0;
  for (std::uint32_t index = 0; index < 1000; ++index) {
    if (test::changed(test::waves(), kShape, {.drawing = 0.3F}, 1, index) != photograph)
      ++drawings;
  }
  CHECK(drawings > 250);
  CHECK(drawings < 350);
}

TEST_CASE("Clutter fills the square, belongs to no class, and comes as often as asked for",
          "[augmentation][drawing]") {
  const Augmentation augmentation({.clutter = 0.3F}, kShape, 1);
  std::vector<float> output(test::kSide * test::kSide);
  int clutter = 0;
  for (std::uint32_t index = 0; index < 1000; ++index) {
    const std::uint8_t label =
        augmentation.apply(test::waves().data(), 1, index, 3, output.data(), nullptr);
    CHECK((label == 3 || label == kNoClass));
    CHECK((label == 3) == (output == test::scaled(test::waves())));
    clutter += label == kNoClass ? 1 : 0;
  }
  CHECK(clutter > 250);
  CHECK(clutter < 350);
}

TEST_CASE("An image of no known class stays as it is", "[augmentation][drawing]") {
  CHECK(drawn(kClassCount, 1) == test::scaled(test::waves()));
}

}  // namespace atelier::data
