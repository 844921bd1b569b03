#include "atelier/ops/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "atelier/base/label.h"

namespace atelier::ops {

void softmax(const float* logits, std::size_t rows, std::size_t classes, float* probabilities) {
  for (std::size_t row = 0; row < rows; ++row) {
    const float maximum = *std::max_element(logits, logits + classes);
    float sum = 0;
    for (std::size_t i = 0; i < classes; ++i) {
      // At most exp(0): no logit of any finite size overflows.
      probabilities[i] = std::exp(logits[i] - maximum);
      sum += probabilities[i];
    }
    const float scale = 1.0F / sum;
    for (std::size_t i = 0; i < classes; ++i) {
      probabilities[i] *= scale;
    }
    logits += classes;
    probabilities += classes;
  }
}

CrossEntropy softmax_cross_entropy(const float* logits, std::span<const std::uint8_t> labels,
                                   std::size_t classes, float label_smoothing, float gradient_scale,
                                   float* gradient) {
  // With targets t, which sum to 1, the loss is log(sum(exp(z))) - sum(t * z), and its gradient
  // softmax(z) - t.
  CrossEntropy result;
  for (const std::uint8_t label : labels) {
    const bool has_class = label != kNoClass;
    const float smoothing = has_class ? label_smoothing : 1.0F;
    const float spread = smoothing / static_cast<float>(classes);
    const float sharp = 1.0F - smoothing;
    const float* largest = std::max_element(logits, logits + classes);
    if (static_cast<std::size_t>(largest - logits) == label) {
      ++result.correct;
    }
    double sum = 0;
    double logit_sum = 0;
    bool finite = true;
    for (std::size_t i = 0; i < classes; ++i) {
      const float exponential = std::exp(logits[i] - *largest);
      sum += exponential;
      logit_sum += double{logits[i]} - *largest;
      finite = finite && std::isfinite(logits[i]);
      if (gradient != nullptr) {
        gradient[i] = exponential;
      }
    }
    const double label_part = has_class ? double{sharp} * (double{logits[label]} - *largest) : 0.0;
    result.loss_sum += finite ? std::log(sum) - label_part - double{spread} * logit_sum
                              : std::numeric_limits<double>::quiet_NaN();
    if (gradient != nullptr) {
      const float scale = gradient_scale / static_cast<float>(sum);
      for (std::size_t i = 0; i < classes; ++i) {
        gradient[i] = gradient[i] * scale - gradient_scale * spread;
      }
      if (has_class)
        gradient[label] -= gradient_scale * sharp;
      gradient += classes;
    }
    logits += classes;
  }
  return result;
}

}  // namespace atelier::ops
