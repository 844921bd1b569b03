#include "atelier/nn/calibration.h"

#include <algorithm>
#include <cmath>

namespace atelier::nn {

std::vector<float> calibrated(std::span<const float> probabilities,
                              const Calibration& calibration) {
  std::vector<float> result(probabilities.begin(), probabilities.end());
  if (calibration.temperature == 1)
    return result;
  // softmax(logits / T) from p = softmax(logits): p^(1/T), normalised. Relative to the largest, so
  // that not all of them underflow.
  const float largest = *std::ranges::max_element(result);
  float sum = 0;
  for (float& value : result) {
    value = std::pow(value / largest, 1 / calibration.temperature);
    sum += value;
  }
  for (float& value : result)
    value /= sum;
  return result;
}

}  // namespace atelier::nn
