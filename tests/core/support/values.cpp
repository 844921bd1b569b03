#include "support/values.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>

#include "atelier/base/random.h"

namespace atelier::test {

Buffer random_buffer(std::size_t count, std::uint32_t seed) {
  Buffer values(count);
  RandomStream random(seed, RandomPurpose::kInitialization, 0, 0);
  for (float& value : values.span()) {
    value = random.uniform(-1.0F, 1.0F);
  }
  return values;
}

std::vector<double> as_double(const Buffer& values) {
  return {values.span().begin(), values.span().end()};
}

void ExactSums::add(std::size_t index, double term) {
  values_[index] += term;
  magnitudes_[index] += std::abs(term);
  ++terms_[index];
}

void ExactSums::clamp() {
  for (double& value : values_) {
    value = std::max(value, 0.0);
  }
}

void ExactSums::require_close(std::span<const float> actual, double rounding) const {
  constexpr double kUnit = 0x1p-24;
  REQUIRE(actual.size() == values_.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const double of_terms = static_cast<double>(terms_[i] + 2) * kUnit * magnitudes_[i];
    const double tolerance = terms_[i] == 0 ? 0 : of_terms + rounding;
    if (!(std::abs(actual[i] - values_[i]) <= tolerance)) {
      CAPTURE(i, actual[i], values_[i], tolerance);
      FAIL("value off by more than rounding");
    }
  }
}

double central_difference(const std::function<double()>& function, std::vector<double>& values,
                          std::size_t index, double step) {
  const double value = values[index];
  values[index] = value + step;
  const double above = function();
  values[index] = value - step;
  const double below = function();
  values[index] = value;
  return (above - below) / (2 * step);
}

void require_gradient(const std::function<double()>& function, std::vector<double>& values,
                      std::span<const float> gradient, double tolerance, double step) {
  constexpr std::size_t kPlaces = 40;
  REQUIRE(gradient.size() == values.size());
  const std::size_t places = std::min(kPlaces, values.size());
  for (std::size_t place = 0; place < places; ++place) {
    const std::size_t i = place * values.size() / places;
    const double expected = central_difference(function, values, i, step);
    if (!(std::abs(gradient[i] - expected) <= tolerance)) {
      CAPTURE(i, gradient[i], expected, tolerance);
      FAIL("gradient off by more than rounding");
    }
  }
}

void require_same_for_any_thread_count(const std::function<Buffer(ThreadPool&)>& run) {
  ThreadPool one(1);
  const Buffer expected = run(one);
  for (const std::size_t threads : {2, 3}) {
    ThreadPool pool = ThreadPool::of_exactly(threads);
    const Buffer actual = run(pool);
    INFO(threads << " threads");
    REQUIRE(actual.size() == expected.size());
    REQUIRE(std::memcmp(actual.data(), expected.data(), expected.size() * sizeof(float)) == 0);
  }
}

double weighted_sum(std::span<const float> weights, std::span<const double> values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += double{weights[i]} * values[i];
  }
  return sum;
}

}  // namespace atelier::test
