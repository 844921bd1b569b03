#pragma once

#include <cstddef>

#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The largest value in each window, per channel. Padding never wins: it counts as minus infinity.
/// Loops of our own: XNNPACK's kernel reads nine pixels a window, whatever its size, and would be
/// 5 KB of every download.
class MaxPooling2d {
 public:
  /// @param input [H, W, C]. The pool must outlive this.
  /// Throws std::invalid_argument if the window does not fit.
  MaxPooling2d(const Shape& input, const WindowOptions& window, ThreadPool& pool);

  Shape output_shape() const;  ///< [H', W', C]

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', C], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// Each output's gradient goes to the first input, in row-major order, that holds the window's
  /// maximum.
  /// @param input, output   as seen by forward.
  /// @param output_gradient [batch, H', W', C]
  /// @param undo_relu       whether the input came out of a ReLU; the gradient is then the one
  ///                        before that ReLU.
  /// @param input_gradient  [batch, H, W, C], overwritten.
  void backward(const float* input, const float* output, const float* output_gradient,
                std::size_t batch, bool undo_relu, float* input_gradient);

 private:
  /// Whether every pixel is in one window at most, and windows lie side by side.
  bool windows_are_disjoint() const;

  /// backward for one image, [H, W, C].
  void backward_disjoint(const float* input, const float* output, const float* output_gradient,
                         bool undo_relu, float* input_gradient) const;
  void backward_overlapping(const float* input, const float* output, const float* output_gradient,
                            bool undo_relu, float* input_gradient) const;

  Window window_;
  ThreadPool* pool_;
};

}  // namespace atelier::ops
