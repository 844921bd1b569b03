#pragma once

#include <cstddef>
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

/// Brings probabilities to the temperature of `calibration`, image by image.
/// @param probabilities [images, class_count], as Network::predict() gives them.
void apply(const Calibration& calibration, std::span<float> probabilities, std::size_t class_count);

/// The probabilities of one image's classes at the temperature of `calibration`.
std::vector<float> calibrated(std::span<const float> probabilities, const Calibration& calibration);

}  // namespace atelier::nn
