#include "atelier/data/arriving_dataset.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <stdexcept>

#include "data/idx_fixture.h"

namespace atelier::data {

using Catch::Matchers::Message;
using test::Bytes;

namespace {

const Shape kImage{1, 2, 1};

Bytes labels_of(const DatasetView& view) {
  return {view.labels.begin(), view.labels.end()};
}

}  // namespace

TEST_CASE("Images that arrive in any order have their places", "[data]") {
  ArrivingDataset data(kImage, 10, 5);
  data.put(3, Bytes{30, 31, 40, 41}, Bytes{3, 4});
  data.put(0, Bytes{0, 1}, Bytes{9});
  CHECK(data.size() == 5);
  const DatasetView last = data.images({.first = 3, .count = 2});
  CHECK(labels_of(last) == Bytes{3, 4});
  CHECK(Bytes(last.pixels.begin(), last.pixels.end()) == Bytes{30, 31, 40, 41});
  CHECK(last.image_shape == kImage);
  CHECK(last.class_count == 10);
  CHECK(labels_of(data.images({.first = 0, .count = 1})) == Bytes{9});
}

TEST_CASE("The arrival of images leaves those that are there where and as they are", "[data]") {
  ArrivingDataset data(kImage, 10, 4);
  data.put(1, Bytes{10, 11}, Bytes{1});
  const DatasetView one = data.images({.first = 1, .count = 1});
  data.put(0, Bytes{50, 51, 52, 53, 54, 55}, Bytes{5, 6, 7});
  CHECK(labels_of(one) == Bytes{1});
  const DatasetView three = data.images({.first = 0, .count = 3});
  CHECK(three.pixels.data() + 2 == one.pixels.data());
  CHECK(labels_of(three) == Bytes{5, 1, 7});
}

TEST_CASE("Images that have not come cannot be looked at", "[data]") {
  ArrivingDataset data(kImage, 10, 4);
  CHECK(data.has({.first = 4, .count = 0}));
  CHECK(data.images({.first = 0, .count = 0}).size() == 0);
  data.put(1, Bytes(4), Bytes{1, 2});
  CHECK(data.has({.first = 1, .count = 2}));
  CHECK_FALSE(data.has({.first = 0, .count = 2}));
  CHECK_FALSE(data.has({.first = 2, .count = 2}));
  CHECK_FALSE(data.has({.first = 3, .count = 2}));
  CHECK_FALSE(data.has({.first = 5, .count = 0}));
  CHECK_THROWS_MATCHES(data.images({.first = 0, .count = 3}), std::invalid_argument,
                       Message("dataset: of the 3 images from place 0 on, not all are here"));
}

TEST_CASE("Images that do not fit their places are refused, and nothing is put there", "[data]") {
  ArrivingDataset data(kImage, 10, 2);
  CHECK_THROWS_MATCHES(data.put(1, Bytes(4), Bytes{1, 2}), std::invalid_argument,
                       Message("dataset: 2 images from place 1 on, of 2 places"));
  CHECK_THROWS_AS(data.put(3, Bytes(2), Bytes{1}), std::invalid_argument);
  CHECK_THROWS_AS(data.put(0, Bytes(2), Bytes{10}), std::invalid_argument);
  CHECK_THROWS_AS(data.put(0, Bytes(3), Bytes{1}), std::invalid_argument);
  CHECK_FALSE(data.has({.first = 0, .count = 1}));
  CHECK_FALSE(data.has({.first = 1, .count = 1}));
  CHECK_THROWS_AS(ArrivingDataset(Shape{28, 28}, 10, 2), std::invalid_argument);
}

}  // namespace atelier::data
