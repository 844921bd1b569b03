#include "atelier/train/calibrate.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

#include "atelier/base/random.h"

namespace atelier::train {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr std::size_t kClasses = 4;

struct Answers {
  std::vector<float> probabilities;
  std::vector<std::uint8_t> labels;

  operator LabelledAnswers() const { return {.probabilities = probabilities, .labels = labels}; }
};

/// Answers of a network whose logits are `temperature` times as large as they should be: labels are
/// drawn from the softmax of the true ones.
Answers overconfident(double temperature, std::size_t count) {
  Answers answers;
  RandomStream random(3, RandomPurpose::kShuffle, 0, 0);
  for (std::size_t image = 0; image < count; ++image) {
    std::vector<double> logits(kClasses);
    for (double& logit : logits)
      logit = 3.0 * static_cast<double>(random.uniform());
    const auto softmax = [&](double scale) {
      std::vector<double> values;
      values.reserve(kClasses);
      for (const double logit : logits)
        values.push_back(std::exp(scale * logit));
      const double sum = std::accumulate(values.begin(), values.end(), 0.0);
      for (double& value : values)
        value /= sum;
      return values;
    };
    for (const double value : softmax(temperature))
      answers.probabilities.push_back(static_cast<float>(value));
    double rest = random.uniform();
    std::uint8_t label = 0;
    for (const double share : softmax(1)) {
      rest -= share;
      if (rest < 0)
        break;
      ++label;
    }
    answers.labels.push_back(std::min<std::uint8_t>(label, kClasses - 1));
  }
  return answers;
}

}  // namespace

TEST_CASE("Calibration finds how much too confident answers are", "[calibration]") {
  const double temperature = GENERATE(0.5, 1.0, 2.5);
  const Answers answers = overconfident(temperature, 20'000);
  const nn::Calibration calibration = calibrate(answers);
  CHECK_THAT(calibration.temperature, WithinRel(temperature, 0.06));
  CHECK(expected_calibration_error(answers, calibration) < 0.02);
  if (temperature != 1.0)
    CHECK(expected_calibration_error(answers, {}) > 0.08);
}

TEST_CASE("A twentieth of the answers is not certain", "[calibration]") {
  const Answers answers = overconfident(1, 2'000);
  const nn::Calibration calibration = calibrate(answers);
  int uncertain = 0;
  for (std::size_t image = 0; image < answers.labels.size(); ++image) {
    const auto row = std::span(answers.probabilities).subspan(image * kClasses, kClasses);
    if (nn::is_unsure(nn::calibrated(row, calibration), calibration.certain_from))
      ++uncertain;
  }
  CHECK(uncertain >= 98);
  CHECK(uncertain <= 100);
}

TEST_CASE("Calibrated probabilities keep their order and their sum", "[calibration]") {
  const std::vector<float> probabilities = {0.7F, 0.2F, 0.1F, 0.0F};
  const std::vector<float> cold =
      nn::calibrated(probabilities, {.temperature = 0.5F, .certain_from = 0});
  // Squares, normalised.
  CHECK_THAT(cold[0], WithinAbs(0.49 / 0.54, 1e-6));
  CHECK_THAT(cold[2], WithinAbs(0.01 / 0.54, 1e-6));
  CHECK(cold[3] == 0);
  CHECK(nn::calibrated(probabilities, {}) == probabilities);
}

TEST_CASE("The answers to several images are calibrated as each of them alone", "[calibration]") {
  const std::vector<float> first = {0.7F, 0.2F, 0.1F};
  const std::vector<float> second = {0.25F, 0.5F, 0.25F};
  std::vector<float> both = first;
  both.insert(both.end(), second.begin(), second.end());
  const nn::Calibration calibration = {.temperature = 2, .certain_from = 0};
  std::vector<float> expected = nn::calibrated(first, calibration);
  const std::vector<float> rest = nn::calibrated(second, calibration);
  expected.insert(expected.end(), rest.begin(), rest.end());
  CHECK(expected != both);
  nn::apply(calibration, both, 3);
  CHECK(both == expected);
  nn::apply(calibration, {}, 3);
}

TEST_CASE("Nothing is calibrated by no answers", "[calibration]") {
  CHECK_THROWS_AS(calibrate(Answers{}), std::invalid_argument);
  CHECK(expected_calibration_error(Answers{}, {}) == 0);
}

}  // namespace atelier::train
