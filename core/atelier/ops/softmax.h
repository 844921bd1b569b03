#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace atelier::ops {

/// Row-wise softmax of [rows, classes]; the two may be the same memory.
void softmax(const float* logits, std::size_t rows, std::size_t classes, float* probabilities);

/// What a batch's predictions are worth.
struct CrossEntropy {
  double loss_sum =
      0;  ///< Sum over the rows of the cross-entropy, in nats. Not finite if a logit is not.
  std::size_t correct = 0;  ///< Rows whose largest logit (the first of equals) is the label's.
};

/// Softmax and sparse categorical cross-entropy in one pass, from logits: stable for logits of any
/// finite size.
/// @param logits          [rows, classes]
/// @param labels          one a row, each below `classes` (checked where labels enter:
/// data::Dataset) or kNoClass, whose target is the same for all classes.
/// @param label_smoothing 0 to 1: the share of the target spread evenly over all classes (Szegedy
/// et al. 2016).
/// @param gradient_scale  what the gradient is multiplied with: 1 / batch size for the mean loss'
/// gradient.
/// @param gradient        [rows, classes], overwritten with the loss' gradient with regard to the
/// logits; null for none.
CrossEntropy softmax_cross_entropy(const float* logits, std::span<const std::uint8_t> labels,
                                   std::size_t classes, float label_smoothing, float gradient_scale,
                                   float* gradient);

}  // namespace atelier::ops
