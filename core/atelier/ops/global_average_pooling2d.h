#pragma once

#include <cstddef>

#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"

namespace atelier::ops {

/// The mean of the whole image, per channel: [N, H, W, C] becomes [N, C]. Plain loops: one addition
/// a value read is bound by memory, and XNNPACK's reduction brings 15 KB of kernels for quantised
/// numbers into every download.
class GlobalAveragePooling2d {
 public:
  /// @param input [H, W, C]. The pool must outlive this.
  /// Throws std::invalid_argument if that is not an image's shape or a size is 0.
  GlobalAveragePooling2d(const Shape& input, ThreadPool& pool);

  Shape output_shape() const;  ///< [C]

  /// @param input  [batch, H, W, C]
  /// @param output [batch, C], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// @param output_gradient [batch, C]
  /// @param input_gradient  [batch, H, W, C], overwritten.
  void backward(const float* output_gradient, std::size_t batch, float* input_gradient);

 private:
  Shape input_;
  ThreadPool* pool_;
};

}  // namespace atelier::ops
