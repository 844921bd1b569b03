#include "atelier/data/augmentation/contact_sheet.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "data/augmentation/pictures.h"

namespace atelier::data {

namespace {

using test::kSide;
using Indices = std::array<std::uint32_t, 2>;

Dataset three_images() {
  Dataset data({kSide, kSide, 1}, 1);
  data.append(test::noise(3 * kSide * kSide, 6), std::array<std::uint8_t, 3>{});
  return data;
}

/// The 28x28 pixels whose corner is at (left, top).
std::vector<float> cut_out(const Plane<std::uint8_t>& sheet, std::size_t left, std::size_t top,
                           std::size_t magnification) {
  std::vector<float> values;
  for (std::size_t y = 0; y < kSide; ++y) {
    for (std::size_t x = 0; x < kSide; ++x) {
      values.push_back(
          static_cast<float>(sheet.at(left + x * magnification, top + y * magnification)) / 255.0F);
    }
  }
  return values;
}

}  // namespace

TEST_CASE("A contact sheet shows each image and what the first epochs make of it",
          "[augmentation]") {
  const Dataset data = three_images();
  constexpr AugmentationOptions kShift = {.flip = 0.5F, .shift = 3};
  const Plane<std::uint8_t> sheet =
      contact_sheet(data.view(), Indices{2, 0}, Augmentation(kShift, {kSide, kSide, 1}, 1),
                    {.versions = 3, .magnification = 2});
  // Margins of 4, the originals, 8, three versions with 2 between.
  REQUIRE(sheet.width == 2 * (4 + 28 + 8 + 28 + 2 + 28 + 2 + 28 + 4));
  REQUIRE(sheet.height == 2 * (4 + 28 + 2 + 28 + 4));
  CHECK(sheet.at(0, 0) == 255);

  const auto pixels = data.view().pixels;
  const std::vector<std::uint8_t> image(pixels.begin() + 2 * kSide * kSide, pixels.end());
  CHECK(cut_out(sheet, 8, 8, 2) == test::scaled(image));
  for (std::uint32_t version = 0; version < 3; ++version) {
    CHECK(cut_out(sheet, 2 * (40 + 30 * version), 8, 2) ==
          test::changed(image, {kSide, kSide, 1}, kShift, version + 1, 2));
  }
}

TEST_CASE("A contact sheet refuses what it cannot show", "[augmentation]") {
  const Dataset data = three_images();
  const Augmentation augmentation({}, {kSide, kSide, 1}, 1);
  CHECK_THROWS_AS(contact_sheet(data.view(), {}, augmentation), std::invalid_argument);
  CHECK_THROWS_AS(contact_sheet(data.view(), Indices{0, 3}, augmentation), std::invalid_argument);
  CHECK_THROWS_AS(contact_sheet(data.view(), Indices{}, augmentation, {.versions = 0}),
                  std::invalid_argument);
  CHECK_THROWS_AS(contact_sheet(data.view(), Indices{}, augmentation, {.magnification = 17}),
                  std::invalid_argument);
  const Dataset coloured({2, 2, 3}, 1);
  CHECK_THROWS_AS(contact_sheet(coloured.view(), Indices{}, augmentation), std::invalid_argument);
}

TEST_CASE("A sheet's images are one of each class in turn, while there are any", "[augmentation]") {
  Dataset data({1, 1, 1}, 3);
  const std::vector<std::uint8_t> labels = {1, 1, 0, 1, 0};
  data.append(std::vector<std::uint8_t>(labels.size()), labels);
  CHECK(one_of_each_class(data.view(), 3) == std::vector<std::uint32_t>{2, 0, 4});
  CHECK(one_of_each_class(data.view(), 9) == std::vector<std::uint32_t>{2, 0, 4, 1, 3});
  CHECK(one_of_each_class(Dataset({1, 1, 1}, 3).view(), 9).empty());
}

}  // namespace atelier::data
