#pragma once

#include <cstddef>

#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The mean of each window, per channel, over the pixels that lie inside the image (padding does
/// not count). Plain loops: one addition a value read is bound by memory, and XNNPACK's kernels for
/// it would be 5 KB of every download.
class AveragePooling2d {
 public:
  /// @param input [H, W, C]. The pool must outlive this.
  /// Throws std::invalid_argument if the window does not fit.
  AveragePooling2d(const Shape& input, const WindowOptions& window, ThreadPool& pool);

  Shape output_shape() const;  ///< [H', W', C]

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', C], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// @param output_gradient [batch, H', W', C]
  /// @param input_gradient  [batch, H, W, C], overwritten.
  void backward(const float* output_gradient, std::size_t batch, float* input_gradient);

 private:
  Window window_;
  ThreadPool* pool_;
};

}  // namespace atelier::ops
