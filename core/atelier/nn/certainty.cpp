#include "atelier/nn/certainty.h"

#include <algorithm>

namespace atelier::nn {

bool is_unsure(std::span<const float> probabilities) {
  return std::none_of(probabilities.begin(), probabilities.end(),
                      [](float value) { return value >= kLeastSureProbability; });
}

}  // namespace atelier::nn
