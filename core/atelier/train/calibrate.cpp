#include "atelier/train/calibrate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "atelier/base/heap_sort.h"

namespace atelier::train {

namespace {

// Logarithms of temperatures.
constexpr double kColdest = -2.302585;
constexpr double kHottest = 2.302585;
constexpr int kSearchSteps = 20;  // Narrows the range to a ten-thousandth.

std::span<const float> row(const LabelledAnswers& answers, std::size_t image) {
  const std::size_t classes = answers.probabilities.size() / answers.labels.size();
  return answers.probabilities.subspan(image * classes, classes);
}

std::size_t likeliest(std::span<const float> probabilities) {
  return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

double mean_loss(const LabelledAnswers& answers, float temperature) {
  const nn::Calibration calibration = {.temperature = temperature, .certain_from = 0};
  double sum = 0;
  for (std::size_t image = 0; image < answers.labels.size(); ++image) {
    const std::vector<float> probabilities = nn::calibrated(row(answers, image), calibration);
    sum -= std::log(std::max(static_cast<double>(probabilities[answers.labels[image]]), 1e-30));
  }
  return sum / static_cast<double>(answers.labels.size());
}

/// Golden-section search: the loss has a single minimum over the temperature's inverse.
float best_temperature(const LabelledAnswers& answers) {
  const double ratio = (std::sqrt(5.0) - 1) / 2;
  const auto loss = [&](double logarithm) {
    return mean_loss(answers, static_cast<float>(std::exp(logarithm)));
  };
  double low = kColdest;
  double high = kHottest;
  double left = high - ratio * (high - low);
  double right = low + ratio * (high - low);
  double left_loss = loss(left);
  double right_loss = loss(right);
  for (int step = 0; step < kSearchSteps; ++step) {
    if (left_loss < right_loss) {
      high = right;
      right = left;
      right_loss = left_loss;
      left = high - ratio * (high - low);
      left_loss = loss(left);
    } else {
      low = left;
      left = right;
      left_loss = right_loss;
      right = low + ratio * (high - low);
      right_loss = loss(right);
    }
  }
  return static_cast<float>(std::exp((low + high) / 2));
}

}  // namespace

nn::Calibration calibrate(const LabelledAnswers& answers) {
  if (answers.labels.empty())
    throw std::invalid_argument("calibration: there are no answers");
  nn::Calibration calibration;
  calibration.temperature = best_temperature(answers);
  std::vector<float> largest;
  largest.reserve(answers.labels.size());
  for (std::size_t image = 0; image < answers.labels.size(); ++image)
    largest.push_back(std::ranges::max(nn::calibrated(row(answers, image), calibration)));
  calibration.certain_from = value_at(
      largest, static_cast<std::size_t>(kFalseAlarms * static_cast<double>(largest.size())));
  return calibration;
}

double expected_calibration_error(const LabelledAnswers& answers,
                                  const nn::Calibration& calibration) {
  constexpr std::size_t kRanges = 15;
  struct Range {
    double certainty = 0;
    double right = 0;
  };
  std::array<Range, kRanges> ranges{};
  for (std::size_t image = 0; image < answers.labels.size(); ++image) {
    const std::vector<float> probabilities = nn::calibrated(row(answers, image), calibration);
    const std::size_t label = likeliest(probabilities);
    const double certainty = probabilities[label];
    const auto place = static_cast<std::size_t>(certainty * kRanges);
    Range& range = ranges[std::min(place, kRanges - 1)];
    range.certainty += certainty;
    range.right += label == answers.labels[image] ? 1 : 0;
  }
  double sum = 0;
  for (const Range& range : ranges)
    sum += std::abs(range.certainty - range.right);
  return answers.labels.empty() ? 0 : sum / static_cast<double>(answers.labels.size());
}

}  // namespace atelier::train
