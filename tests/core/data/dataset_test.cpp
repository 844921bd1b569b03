#include "atelier/data/dataset.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>
#include <stdexcept>

#include "data/idx_fixture.h"

namespace atelier::data {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using test::Bytes;

namespace {

const Shape kImage{2, 3, 1};

}  // namespace

TEST_CASE("A data set grows image by image and shows them all", "[data]") {
  Dataset data(kImage, 4);
  data.append(test::ramp(12), Bytes{1, 3});
  data.append(test::ramp(6), Bytes{0});
  const DatasetView view = data.view();
  CHECK(view.size() == 3);
  CHECK(view.image_shape == kImage);
  CHECK(view.class_count == 4);
  CHECK(Bytes(view.labels.begin(), view.labels.end()) == Bytes{1, 3, 0});
  CHECK(Bytes(view.pixels.end() - 6, view.pixels.end()) == test::ramp(6));
}

TEST_CASE("A label that is no class is named by its position, and nothing is added", "[data]") {
  Dataset data(kImage, 4);
  CHECK_THROWS_MATCHES(
      data.append(test::ramp(18), Bytes{0, 4, 9}), std::invalid_argument,
      MessageMatches(ContainsSubstring("label 1 is 4, but there are only 4 classes")));
  CHECK(data.size() == 0);
  CHECK(data.view().pixels.empty());
}

TEST_CASE("Images and labels of different number are refused, and nothing is added", "[data]") {
  Dataset data(kImage, 4);
  CHECK_THROWS_AS(data.append(test::ramp(18), Bytes{0, 1}), std::invalid_argument);
  CHECK_THROWS_AS(data.append(test::ramp(6), Bytes{0, 1}), std::invalid_argument);
  CHECK_THROWS_AS(data.append(test::ramp(13), Bytes{0, 1}), std::invalid_argument);
  CHECK(data.size() == 0);
}

TEST_CASE("A data set of impossible images or classes is refused", "[data]") {
  constexpr std::size_t kHuge = std::numeric_limits<std::size_t>::max();
  CHECK_THROWS_AS(Dataset(Shape{28, 28}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Dataset(Shape{28, 0, 1}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Dataset(Shape{kHuge, kHuge, 1}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Dataset(Shape{65536, 65536, 65536}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Dataset(kImage, 0), std::invalid_argument);
  // Label 255 says that an image is of no class.
  CHECK_NOTHROW(Dataset(kImage, 255));
  CHECK_THROWS_AS(Dataset(kImage, 256), std::invalid_argument);
}

TEST_CASE("A slice holds the images it names and never others", "[data]") {
  Dataset data(kImage, 4);
  data.append(test::ramp(18), Bytes{0, 1, 2});
  const DatasetView slice = data.view().slice(1, 2);
  CHECK(Bytes(slice.labels.begin(), slice.labels.end()) == Bytes{1, 2});
  CHECK(slice.pixels.front() == 6);
  CHECK(slice.pixels.size() == 12);
  CHECK(data.view().slice(3, 0).size() == 0);
  CHECK_THROWS_AS(data.view().slice(2, 2), std::out_of_range);
  CHECK_THROWS_AS(data.view().slice(4, 0), std::out_of_range);
  CHECK_THROWS_AS(data.view().slice(1, std::numeric_limits<std::size_t>::max()), std::out_of_range);
}

}  // namespace atelier::data
