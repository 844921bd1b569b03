#pragma once

#include <cstddef>
#include <memory>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The gradient of a convolution's kernel and bias, for which XNNPACK has nothing. Bit-identical
/// for any number of threads.
class WeightGradient {
 public:
  WeightGradient() = default;
  WeightGradient(const WeightGradient&) = delete;
  WeightGradient& operator=(const WeightGradient&) = delete;
  virtual ~WeightGradient() = default;

  /// Takes in a part of a batch, or the whole of it.
  /// @param input           [images, H, W, C]
  /// @param output_gradient [images, H', W', filters]; readable a little past its end.
  /// @param images          at least 1.
  virtual void add(const float* input, const float* output_gradient, std::size_t images) = 0;

  /// *Adds* the gradient of all that was taken in since the last call to what is there. Something
  /// must have been.
  /// @param kernel_gradient [height, width, C, filters]
  /// @param bias_gradient   [filters]; null for none.
  virtual void finish(float* kernel_gradient, float* bias_gradient) = 0;
};

/// The faster for these sizes (winograd_weight_gradient.h, direct_weight_gradient.h).
/// @param filters output channels. The pool must outlive it.
std::unique_ptr<WeightGradient> make_weight_gradient(const Window& window, std::size_t filters,
                                                     ThreadPool& pool);

}  // namespace atelier::ops
