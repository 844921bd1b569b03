#include "atelier/base/random.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using atelier::philox4x32;
using atelier::RandomPurpose;
using atelier::RandomStream;
using Numbers = std::array<std::uint32_t, 4>;

std::vector<std::uint32_t> draw(RandomStream random, std::size_t count) {
  std::vector<std::uint32_t> numbers(count);
  for (std::uint32_t& number : numbers) {
    number = random.next();
  }
  return numbers;
}

}  // namespace

// The known answers that the authors publish with their implementation, Random123 (kat_vectors,
// "philox4x32 10").
TEST_CASE("Philox gives its authors' known answers", "[base]") {
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) ==
        Numbers{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Numbers{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Numbers{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("A random stream depends on each of its four numbers, and on nothing else", "[base]") {
  const auto numbers = draw({7, RandomPurpose::kShuffle, 3, 5}, 10);
  CHECK(draw({7, RandomPurpose::kShuffle, 3, 5}, 10) == numbers);
  CHECK(draw({8, RandomPurpose::kShuffle, 3, 5}, 10) != numbers);
  CHECK(draw({7 + (std::uint64_t{1} << 32), RandomPurpose::kShuffle, 3, 5}, 10) != numbers);
  CHECK(draw({7, RandomPurpose::kDropout, 3, 5}, 10) != numbers);
  CHECK(draw({7, RandomPurpose::kShuffle, 4, 5}, 10) != numbers);
  CHECK(draw({7, RandomPurpose::kShuffle, 3, 6}, 10) != numbers);
}

TEST_CASE("Skipping numbers is drawing and dropping them", "[base]") {
  const std::size_t drawn = GENERATE(0, 1, 4, 6);
  const std::size_t skipped = GENERATE(0, 1, 2, 3, 4, 5, 9);
  const auto numbers = draw({1, RandomPurpose::kDropout, 2, 3}, 40);
  RandomStream random(1, RandomPurpose::kDropout, 2, 3);
  for (std::size_t i = 0; i < drawn; ++i) {
    random.next();
  }
  random.skip(skipped);
  for (std::size_t i = drawn + skipped; i < numbers.size(); ++i) {
    REQUIRE(random.next() == numbers[i]);
  }
}

TEST_CASE("Filling an array is drawing one by one", "[base]") {
  const std::size_t drawn = GENERATE(0, 1, 3);
  const std::size_t count = GENERATE(0, 1, 2, 31, 32, 35, 70);
  const auto numbers = draw({1, RandomPurpose::kDropout, 2, 3}, drawn + count + 1);
  RandomStream random(1, RandomPurpose::kDropout, 2, 3);
  for (std::size_t i = 0; i < drawn; ++i) {
    random.next();
  }
  std::vector<std::uint32_t> filled(count);
  random.fill(filled);
  CHECK(std::equal(filled.begin(), filled.end(), numbers.begin() + static_cast<long>(drawn)));
  CHECK(random.next() == numbers.back());
}

TEST_CASE("Uniform numbers stay in their range and have its mean", "[base]") {
  RandomStream random(1, RandomPurpose::kInitialization, 0, 0);
  constexpr int kCount = 100'000;
  double sum = 0;
  for (int i = 0; i < kCount; ++i) {
    const float number = random.uniform(-2.0F, 4.0F);
    REQUIRE(number >= -2.0F);
    REQUIRE(number < 4.0F);
    sum += number;
  }
  // Five standard deviations of the mean: 6 / sqrt(12) / sqrt(100,000) each.
  CHECK(sum / kCount > 1 - 0.0274);
  CHECK(sum / kCount < 1 + 0.0274);
}

TEST_CASE("Numbers below a bound are all as likely", "[base]") {
  RandomStream random(2, RandomPurpose::kShuffle, 0, 0);
  constexpr std::uint32_t kBound = 7;
  constexpr int kCount = 70'000;
  std::array<int, kBound> counts{};
  for (int i = 0; i < kCount; ++i) {
    ++counts.at(random.below(kBound));
  }
  for (const int count : counts) {
    // Five standard deviations: sqrt(70,000 * 1/7 * 6/7) each.
    CHECK(count > 10'000 - 463);
    CHECK(count < 10'000 + 463);
  }
  CHECK(random.below(1) == 0);
}
