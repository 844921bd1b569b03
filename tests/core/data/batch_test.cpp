#include "atelier/data/batch.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <numeric>
#include <stdexcept>

#include "data/idx_fixture.h"

namespace atelier::data {

using test::Bytes;

namespace {

/// Five images of 2x3 pixels whose values count up through the whole set.
Dataset five_images() {
  Dataset data(Shape{2, 3, 1}, 5);
  data.append(test::ramp(30), Bytes{4, 3, 2, 1, 0});
  return data;
}

}  // namespace

TEST_CASE("Every byte becomes itself divided by 255", "[data]") {
  Bytes values(256);
  std::iota(values.begin(), values.end(), std::uint8_t{0});
  Dataset data(Shape{16, 16, 1}, 1);
  data.append(values, Bytes{0});
  Batch batch;
  batch.gather_range(data.view(), 0, 1);
  for (std::size_t value = 0; value < 256; ++value) {
    CHECK(batch.images()[value] == static_cast<float>(value) / 255.0F);
  }
}

TEST_CASE("A batch holds the images asked for, in that order, with their labels", "[data]") {
  const Dataset data = five_images();
  ThreadPool pool(1);
  Batch batch;
  batch.gather(data.view(), std::array<std::uint32_t, 3>{3, 0, 3}, pool);
  REQUIRE(batch.size() == 3);
  CHECK(Bytes(batch.labels().begin(), batch.labels().end()) == Bytes{1, 4, 1});
  CHECK(batch.images()[0] == 18.0F / 255.0F);
  CHECK(batch.images()[6] == 0.0F);
  CHECK(batch.images()[17] == 23.0F / 255.0F);
}

TEST_CASE("A range of images is the same as naming each of them", "[data]") {
  const Dataset data = five_images();
  ThreadPool pool(1);
  Batch named;
  named.gather(data.view(), std::array<std::uint32_t, 3>{1, 2, 3}, pool);
  Batch range;
  range.gather_range(data.view(), 1, 3);
  CHECK(std::equal(named.images(), named.images() + 18, range.images()));
  CHECK(std::ranges::equal(named.labels(), range.labels()));
}

TEST_CASE("A smaller batch reuses the memory of a larger one", "[data]") {
  const Dataset data = five_images();
  Batch batch;
  batch.gather_range(data.view(), 0, 5);
  const float* memory = batch.images();
  batch.gather_range(data.view(), 2, 2);
  CHECK(batch.images() == memory);
  CHECK(batch.size() == 2);
  CHECK(batch.images()[0] == 12.0F / 255.0F);
}

TEST_CASE("A mirrored batch has left and right exchanged in every image", "[data]") {
  Dataset data(Shape{1, 3, 2}, 1);
  data.append(test::ramp(12), Bytes{0, 0});
  Batch batch;
  batch.gather_range(data.view(), 0, 2);
  batch.mirror();
  const std::array<float, 12> expected = {4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7};
  for (std::size_t i = 0; i < expected.size(); ++i)
    CHECK(batch.images()[i] == expected[i] / 255.0F);
}

TEST_CASE("An image that is not there is refused", "[data]") {
  const Dataset data = five_images();
  ThreadPool pool(1);
  Batch batch;
  CHECK_THROWS_AS(batch.gather(data.view(), std::array<std::uint32_t, 2>{0, 5}, pool),
                  std::out_of_range);
  CHECK_THROWS_AS(batch.gather_range(data.view(), 3, 3), std::out_of_range);
}

TEST_CASE("A shuffle holds every index once", "[data]") {
  for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<std::uint32_t> indices = shuffled_indices(count, 7, 3);
    std::ranges::sort(indices);
    std::vector<std::uint32_t> expected(count);
    std::iota(expected.begin(), expected.end(), 0U);
    CHECK(indices == expected);
  }
}

TEST_CASE("A shuffle depends on the seed and the epoch alone", "[data]") {
  const std::vector<std::uint32_t> first = shuffled_indices(1000, 7, 3);
  CHECK(first == shuffled_indices(1000, 7, 3));
  CHECK(first != shuffled_indices(1000, 7, 4));
  CHECK(first != shuffled_indices(1000, 8, 3));
}

TEST_CASE("Every place is as likely for every image", "[data]") {
  // 4 images have 24 orders: over 24,000 epochs each should come 1000 times, give or take 5
  // standard deviations (5 x 31).
  constexpr std::uint32_t kEpochs = 24'000;
  std::array<int, 256> times{};
  for (std::uint32_t epoch = 0; epoch < kEpochs; ++epoch) {
    const std::vector<std::uint32_t> order = shuffled_indices(4, 1, epoch);
    ++times[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6];
  }
  const auto seen = std::count_if(times.begin(), times.end(), [](int count) { return count > 0; });
  CHECK(seen == 24);
  for (const int count : times)
    CHECK((count == 0 || std::abs(count - 1000) < 155));
}

}  // namespace atelier::data
