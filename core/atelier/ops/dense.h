#pragma once

#include <cstddef>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/xnnpack_operator.h"

namespace atelier::ops {

/// Fully connected layer: output = input x kernel + bias, with input [N, in], kernel [in, out],
/// bias [out].
///
/// Forward and input gradient run in XNNPACK, the kernel gradient in our outer product
/// (outer_product.h), which reads both factors in their natural order.
///
/// Inputs and output gradients must be readable a little past their end, as every Buffer is.
class Dense {
 public:
  /// @param inputs, outputs sizes of a row; at least 1.
  /// @param relu            whether forward ends with max(0, x).
  /// Throws std::invalid_argument if a size is 0. The pool must outlive this.
  Dense(std::size_t inputs, std::size_t outputs, bool relu, ThreadPool& pool);

  /// Takes over new weights. Must be called before the first forward and after each change.
  /// @param kernel [inputs, outputs], row-major; copied.
  /// @param bias   [outputs]; copied; null for none.
  void set_weights(const float* kernel, const float* bias);

  /// @param input  [batch, inputs]
  /// @param output [batch, outputs], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// @param output_gradient [batch, outputs], before this layer's ReLU.
  /// @param input_gradient  [batch, inputs], overwritten.
  /// @param relu_output     [batch, inputs]: the input, if it came out of a ReLU; the gradient is
  ///                        then the one before that ReLU. Else null.
  void backward_input(const float* output_gradient, std::size_t batch, float* input_gradient,
                      const float* relu_output = nullptr);

  /// @param input           [batch, inputs], as given to forward.
  /// @param output_gradient [batch, outputs], before this layer's ReLU.
  /// @param kernel_gradient [inputs, outputs], row-major; *added* to.
  /// @param bias_gradient   [outputs]; *added* to. Null for none.
  void backward_weights(const float* input, const float* output_gradient, std::size_t batch,
                        float* kernel_gradient, float* bias_gradient);

 private:
  void create_backward_input();

  std::size_t inputs_;
  std::size_t outputs_;
  bool relu_;
  ThreadPool* pool_;

  Buffer kernel_;  ///< [inputs, outputs], kept for the input gradient.

  XnnpackOperator forward_;
  std::size_t forward_batch_ = 0;  ///< What the operator was last reshaped for; 0 for nothing.

  XnnpackOperator backward_input_;  ///< Created when first asked for after set_weights.
  std::size_t backward_input_batch_ = 0;
};

}  // namespace atelier::ops
