#pragma once

#include <span>
#include <vector>

#include "atelier/nn/certainty.h"

namespace atelier::nn {

/// How a network's probabilities are to be taken; as they are, by default.
struct Calibration {
  /// Logits are divided by it before the softmax (Guo et al., "On calibration of modern neural
  /// networks", 2017), so that of answers given with 80 % some 80 % are right. Above 0.
  float temperature = 1;
  /// An answer whose probability, calibrated, is below this is "not sure" (see is_unsure()): 0 to
  /// 1.
  float certain_from = kLeastSureProbability;

  friend bool operator==(const Calibration& a, const Calibration& b) = default;
};

/// The probabilities at the temperature of `calibration`.
/// @param probabilities of all classes, as Network::predict() gives them.
std::vector<float> calibrated(std::span<const float> probabilities, const Calibration& calibration);

}  // namespace atelier::nn
