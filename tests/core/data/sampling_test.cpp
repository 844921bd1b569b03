#include "atelier/data/sampling.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <set>
#include <vector>

namespace atelier::data {

namespace {

/// Images of one pixel, with these labels.
Dataset labelled(const std::vector<std::uint8_t>& labels) {
  Dataset dataset({1, 1, 1}, 3);
  dataset.append(std::vector<std::uint8_t>(labels.size()), labels);
  return dataset;
}

}  // namespace

TEST_CASE("sampling: as many of each class as asked for, class by class, none twice", "[data]") {
  const Dataset images = labelled({0, 1, 2, 2, 1, 0, 2, 0, 1, 0, 1, 2});
  const std::vector<std::uint32_t> sample = sample_of_each_class(images.view(), 3, 1);
  REQUIRE(sample.size() == 9);
  for (std::size_t i = 0; i < sample.size(); ++i)
    CHECK(images.view().labels[sample[i]] == i / 3);
  CHECK(std::set(sample.begin(), sample.end()).size() == 9);
}

TEST_CASE("sampling: a class with fewer images gives all it has", "[data]") {
  const Dataset images = labelled({2, 0, 0, 0});
  std::vector<std::uint32_t> sample = sample_of_each_class(images.view(), 2, 1);
  REQUIRE(sample.size() == 3);
  CHECK(sample.back() == 0);
  CHECK(sample_of_each_class(labelled({}).view(), 2, 1).empty());
}

TEST_CASE("sampling: the seed decides, and nothing else", "[data]") {
  const Dataset images = labelled(std::vector<std::uint8_t>(200, 1));
  const auto sample = [&](std::uint64_t seed) {
    return sample_of_each_class(images.view(), 10, seed);
  };
  CHECK(sample(1) == sample(1));
  CHECK(sample(1) != sample(2));
}

}  // namespace atelier::data
