#pragma once

#include <cstdint>
#include <span>

#include "atelier/nn/calibration.h"

namespace atelier::train {

/// What a network said of images whose classes are known. It must not have been trained on them.
struct LabelledAnswers {
  std::span<const float> probabilities;  ///< [images, classes]; each row adds up to 1.
  std::span<const std::uint8_t> labels;  ///< [images]
};

/// The share of images in the data set's own form that may be called "not sure".
inline constexpr double kFalseAlarms = 0.05;

/// The temperature with the smallest mean cross-entropy, from 0.1 to 10, and the probability below
/// which the least certain kFalseAlarms of the answers lie. Throws std::invalid_argument if there
/// are no answers.
nn::Calibration calibrate(const LabelledAnswers& answers);

/// The mean difference between how certain answers are and how many of them are right, over 15
/// ranges of the likeliest class's probability (Guo et al. 2017), each counting by its answers: 0
/// to 1. 0 if there are no answers.
double expected_calibration_error(const LabelledAnswers& answers,
                                  const nn::Calibration& calibration);

}  // namespace atelier::train
