#include "atelier/nn/certainty.h"

#include <algorithm>

namespace atelier::nn {

bool is_unsure(std::span<const float> probabilities, float least) {
  return std::none_of(probabilities.begin(), probabilities.end(),
                      [least](float value) { return value >= least; });
}

}  // namespace atelier::nn
