#include "atelier/ops/dropout.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ThreadPool;
using atelier::ops::dropout;
using atelier::ops::DropoutKey;
using atelier::test::as_double;
using atelier::test::random_buffer;
using Catch::Matchers::Message;

std::vector<double> dropped(std::size_t count, float rate, const DropoutKey& key) {
  ThreadPool pool(1);
  const Buffer input = random_buffer(count, 1);
  Buffer output(count);
  dropout(input.data(), count, rate, key, output.data(), pool);
  return as_double(output);
}

}  // namespace

TEST_CASE("dropout zeroes the given share of values and scales the rest", "[ops]") {
  const float rate = GENERATE(0.0F, 0.25F, 0.5F, 0.9F);
  constexpr std::size_t kCount = 50'003;
  const Buffer input = random_buffer(kCount, 1);
  const auto output = dropped(kCount, rate, {.seed = 3, .step = 4, .layer = 5});
  std::size_t zeroes = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (output[i] == 0) {
      ++zeroes;
    } else {
      REQUIRE(std::abs(output[i] - input.data()[i] / (1 - double{rate})) <=
              4 * 0x1p-24 * std::abs(output[i]));
    }
  }
  // Five standard deviations of a binomial distribution.
  const double expected = double{rate} * kCount;
  CHECK(std::abs(static_cast<double>(zeroes) - expected) <=
        5 * std::sqrt(expected * (1 - double{rate})));
}

TEST_CASE("dropout's backward drops what its forward dropped", "[ops]") {
  ThreadPool pool(1);
  constexpr std::size_t kCount = 9'001;
  const DropoutKey key = {.seed = 1, .step = 2, .layer = 3};
  const auto output = dropped(kCount, 0.4F, key);
  Buffer gradient(kCount);
  std::fill(gradient.span().begin(), gradient.span().end(), 1.0F);
  dropout(gradient.data(), kCount, 0.4F, key, gradient.data(), pool);
  for (std::size_t i = 0; i < kCount; ++i) {
    REQUIRE((gradient.data()[i] == 0) == (output[i] == 0));
  }
}

TEST_CASE("dropout drops others for another seed, step or layer", "[ops]") {
  const DropoutKey key = {.seed = 1, .step = 2, .layer = 3};
  const auto output = dropped(1'000, 0.5F, key);
  CHECK(dropped(1'000, 0.5F, key) == output);
  CHECK(dropped(1'000, 0.5F, {.seed = 9, .step = 2, .layer = 3}) != output);
  CHECK(dropped(1'000, 0.5F, {.seed = 1, .step = 9, .layer = 3}) != output);
  CHECK(dropped(1'000, 0.5F, {.seed = 1, .step = 2, .layer = 9}) != output);
}

TEST_CASE("dropout decides each value by its place alone", "[ops]") {
  const DropoutKey key = {.seed = 1, .step = 2, .layer = 3};
  const auto many = dropped(20'000, 0.5F, key);
  const std::size_t count = GENERATE(1, 3, 4'096, 4'097, 10'001);
  const auto few = dropped(count, 0.5F, key);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("dropout gives the same bits for any number of threads", "[ops]") {
  const Buffer input = random_buffer(30'001, 1);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    Buffer output(input.size());
    dropout(input.data(), input.size(), 0.3F, {.seed = 1, .step = 2, .layer = 3}, output.data(),
            pool);
    return output;
  });
}

TEST_CASE("dropout refuses rates outside 0 to 1", "[ops]") {
  ThreadPool pool(1);
  Buffer values(1);
  CHECK_THROWS_MATCHES(dropout(values.data(), 1, 1.0F, {}, values.data(), pool),
                       std::invalid_argument,
                       Message("dropout: rate 1 is not within 0 to below 1"));
  CHECK_THROWS_AS(dropout(values.data(), 1, -0.1F, {}, values.data(), pool), std::invalid_argument);
  CHECK_THROWS_AS(dropout(values.data(), 1, NAN, {}, values.data(), pool), std::invalid_argument);
}
