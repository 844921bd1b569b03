#pragma once

#include <cstddef>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/window.h"
#include "atelier/ops/xnnpack_operator.h"

namespace atelier::ops {

/// The largest value in each window, per channel. Padding never wins: it counts as minus infinity.
class MaxPooling2d {
 public:
  /// @param input [H, W, C]. Throws std::invalid_argument if the window does not fit.
  MaxPooling2d(const Shape& input, const WindowOptions& window, ThreadPool& pool);

  Shape output_shape() const;  ///< [H', W', C]

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', C], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// Each output's gradient goes to the first input, in row-major order, that holds the window's maximum.
  /// @param input, output   as seen by forward.
  /// @param output_gradient [batch, H', W', C]
  /// @param input_gradient  [batch, H, W, C], overwritten.
  void backward(const float* input, const float* output, const float* output_gradient, std::size_t batch,
                float* input_gradient);

 private:
  // The implementer completes this.
};

/// The mean of each window, per channel, over the pixels that lie inside the image (padding does not count).
class AveragePooling2d {
 public:
  /// @param input [H, W, C]. Throws std::invalid_argument if the window does not fit.
  AveragePooling2d(const Shape& input, const WindowOptions& window, ThreadPool& pool);

  Shape output_shape() const;  ///< [H', W', C]

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', C], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// @param output_gradient [batch, H', W', C]
  /// @param input_gradient  [batch, H, W, C], overwritten.
  void backward(const float* output_gradient, std::size_t batch, float* input_gradient);

 private:
  // The implementer completes this.
};

/// The mean of the whole image, per channel: [N, H, W, C] becomes [N, C].

}  // namespace atelier::ops
