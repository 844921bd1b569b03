#include "atelier/nn/calibration.h"

#include <algorithm>
#include <cmath>

namespace atelier::nn {

void apply(const Calibration& calibration, std::span<float> probabilities,
           std::size_t class_count) {
  if (calibration.temperature == 1)
    return;
  // softmax(logits / T) from p = softmax(logits): p^(1/T), normalised. Relative to the largest, so
  // that not all of them underflow.
  for (std::size_t first = 0; first < probabilities.size(); first += class_count) {
    const std::span<float> row = probabilities.subspan(first, class_count);
    const float largest = *std::ranges::max_element(row);
    float sum = 0;
    for (float& value : row) {
      value = std::pow(value / largest, 1 / calibration.temperature);
      sum += value;
    }
    for (float& value : row)
      value /= sum;
  }
}

std::vector<float> calibrated(std::span<const float> probabilities,
                              const Calibration& calibration) {
  std::vector<float> result(probabilities.begin(), probabilities.end());
  apply(calibration, result, result.size());
  return result;
}

}  // namespace atelier::nn
