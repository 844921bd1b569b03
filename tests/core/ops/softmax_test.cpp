#include "atelier/ops/softmax.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "atelier/base/label.h"

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ops::CrossEntropy;
using atelier::ops::softmax;
using atelier::ops::softmax_cross_entropy;
using atelier::test::as_double;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using Catch::Matchers::WithinAbs;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

std::vector<double> naive_softmax(const double* logits, std::size_t classes) {
  const double maximum = *std::max_element(logits, logits + classes);
  double sum = 0;
  std::vector<double> probabilities(classes);
  for (std::size_t i = 0; i < classes; ++i) {
    probabilities[i] = std::exp(logits[i] - maximum);
    sum += probabilities[i];
  }
  for (double& probability : probabilities) {
    probability /= sum;
  }
  return probabilities;
}

// The cross-entropy of each row's softmax with the targets, summed.
double naive_loss(const std::vector<double>& logits, const std::vector<std::uint8_t>& labels,
                  std::size_t classes, double smoothing) {
  double loss = 0;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const auto probabilities = naive_softmax(&logits[row * classes], classes);
    for (std::size_t i = 0; i < classes; ++i) {
      const double target =
          (i == labels[row] ? 1 - smoothing : 0) + smoothing / static_cast<double>(classes);
      loss -= target == 0 ? 0 : target * std::log(probabilities[i]);
    }
  }
  return loss;
}

Buffer scaled(Buffer values, float scale) {
  for (float& value : values.span()) {
    value *= scale;
  }
  return values;
}

// A logit's rounding is at most 2^-24 of its size and passes on to the result as it is; exp, the
// sum over the classes and the division add a few units of their own.
double tolerance(double largest_logit, std::size_t classes) {
  return (2 * largest_logit + static_cast<double>(classes) + 6) * 0x1p-24;
}

}  // namespace

TEST_CASE("softmax computes what the definition says, whatever the logits' size", "[ops]") {
  const std::size_t classes = GENERATE(1, 2, 10, 33);
  const float scale = GENERATE(1.0F, 30.0F, 1e4F);
  constexpr std::size_t kRows = 7;
  Buffer values = scaled(random_buffer(kRows * classes, 1), scale);
  const std::vector<double> logits = as_double(values);
  softmax(values.data(), kRows, classes, values.data());
  for (std::size_t row = 0; row < kRows; ++row) {
    const auto expected = naive_softmax(&logits[row * classes], classes);
    for (std::size_t i = 0; i < classes; ++i) {
      REQUIRE_THAT(values.data()[row * classes + i],
                   WithinAbs(expected[i], tolerance(scale, classes)));
    }
  }
}

TEST_CASE("softmax stays finite at the ends of float", "[ops]") {
  constexpr float kLargest = std::numeric_limits<float>::max();
  std::vector<float> values = {kLargest, -kLargest, 0, kLargest};
  softmax(values.data(), 1, 4, values.data());
  CHECK(values == std::vector<float>{0.5F, 0, 0, 0.5F});
}

TEST_CASE("Cross-entropy and its gradient are those of the definition", "[ops]") {
  const std::size_t classes = GENERATE(1, 2, 10, 33);
  const float scale = GENERATE(1.0F, 20.0F);
  const float smoothing = GENERATE(0.0F, 0.1F, 1.0F);
  const float gradient_scale = GENERATE(1.0F, 0.125F);
  CAPTURE(classes, scale, smoothing, gradient_scale);
  constexpr std::size_t kRows = 8;
  const Buffer logits = scaled(random_buffer(kRows * classes, 1), scale);
  std::vector<std::uint8_t> labels(kRows);
  for (std::size_t row = 0; row < kRows; ++row) {
    labels[row] = static_cast<std::uint8_t>((row * 3 + 1) % classes);
  }
  Buffer gradient = random_buffer(logits.size(), 2);
  const CrossEntropy result = softmax_cross_entropy(logits.data(), labels, classes, smoothing,
                                                    gradient_scale, gradient.data());
  std::vector<double> values = as_double(logits);
  CHECK_THAT(result.loss_sum, WithinAbs(naive_loss(values, labels, classes, double{smoothing}),
                                        kRows * tolerance(scale, classes)));

  const auto function = [&] {
    return double{gradient_scale} * naive_loss(values, labels, classes, double{smoothing});
  };
  // The differences are off by step^2 / 6 times the third derivative, which is below 1.
  require_gradient(function, values, gradient.span(), tolerance(scale, classes) + 1e-8);

  CHECK(softmax_cross_entropy(logits.data(), labels, classes, smoothing, 1, nullptr).loss_sum ==
        result.loss_sum);
}

TEST_CASE("What belongs to no class is to be answered with equal probabilities", "[ops]") {
  constexpr std::size_t kClasses = 10;
  const Buffer logits = random_buffer(kClasses, 4);
  const std::vector<std::uint8_t> none = {atelier::kNoClass};
  const float smoothing = GENERATE(0.0F, 0.1F);
  Buffer gradient(kClasses);
  const CrossEntropy result =
      softmax_cross_entropy(logits.data(), none, kClasses, smoothing, 1, gradient.data());
  const std::vector<double> values = as_double(logits);
  CHECK_THAT(result.loss_sum, WithinAbs(naive_loss(values, {0}, kClasses, 1), 1e-5));
  CHECK(result.correct == 0);
  const std::vector<double> probabilities = naive_softmax(values.data(), kClasses);
  for (std::size_t i = 0; i < kClasses; ++i)
    CHECK_THAT(gradient.span()[i], WithinAbs(probabilities[i] - 0.1, 1e-6));
}

TEST_CASE("A prediction is correct if the label's logit is the first of the largest", "[ops]") {
  const std::vector<float> logits = {1,  3,  2,  //
                                     5,  5,  0,  //
                                     5,  5,  0,  //
                                     -1, -3, -2};
  CHECK(
      softmax_cross_entropy(logits.data(), std::vector<std::uint8_t>{1, 0, 1, 2}, 3, 0, 1, nullptr)
          .correct == 2);
}

TEST_CASE("Cross-entropy of large logits is the distance to the largest", "[ops]") {
  const std::vector<float> logits = {1e30F, -1e30F, 0, 3e38F, -3e38F, 0};
  Buffer gradient(6);
  const CrossEntropy result = softmax_cross_entropy(logits.data(), std::vector<std::uint8_t>{0, 0},
                                                    3, 0, 1, gradient.data());
  CHECK(result.loss_sum == 0);
  CHECK(result.correct == 2);
  for (const float value : gradient.span()) {
    CHECK(value == 0);
  }
  CHECK_THAT(
      softmax_cross_entropy(logits.data(), std::vector<std::uint8_t>{2}, 3, 0, 1, nullptr).loss_sum,
      Catch::Matchers::WithinRel(1e30, 1e-6));
}

TEST_CASE("Cross-entropy is not finite if a logit is not", "[ops]") {
  const float bad = GENERATE(kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN());
  const std::size_t place = GENERATE(0, 1, 2);
  std::vector<float> logits = {1, 2, 3};
  logits[place] = bad;
  CHECK(!std::isfinite(
      softmax_cross_entropy(logits.data(), std::vector<std::uint8_t>{1}, 3, 0, 1, nullptr)
          .loss_sum));
}
