#pragma once

#include <cstddef>
#include <optional>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution.h"
#include "atelier/ops/window.h"
#include "atelier/ops/xnnpack_operator.h"

namespace atelier::ops {

/// The gradient of a convolution's input.
///
/// With stride 1 that is itself a convolution: of the output gradient, with the kernel rotated by
/// half a turn, input and output channels exchanged, and enough padding to reach every input pixel.
/// XNNPACK's deconvolution does any stride, but is slow where it has few output channels (28 of
/// them on AVX-512: 31 GFLOP/s against 143 for its convolution).
class Conv2dInputGradient {
 public:
  /// @param filters output channels of the forward convolution. The pool must outlive this.
  Conv2dInputGradient(const Window& window, std::size_t filters, ThreadPool& pool);

  /// Packs new weights.
  /// @param kernel [height, width, C, filters]
  void set_kernel(const float* kernel);

  /// @param output_gradient [batch, H', W', filters]
  /// @param input_gradient  [batch, H, W, C], overwritten.
  /// @param relu_output     [batch, H, W, C]: where it is not above 0 the gradient becomes 0. Null
  ///                        for none.
  void run(const float* output_gradient, std::size_t batch, float* input_gradient,
           const float* relu_output);

 private:
  void create_deconvolution();
  void run_deconvolution(const float* output_gradient, std::size_t batch, float* input_gradient);

  Window window_;
  std::size_t filters_;
  ThreadPool* pool_;
  Buffer kernel_;  ///< For the convolution [height, width, filters, C], rotated; else [C, height,
                   ///< width, filters].
  std::optional<Convolution> convolution_;  ///< With stride 1; else the deconvolution.
  XnnpackOperator deconvolution_;
  std::size_t reshaped_batch_ = 0;
};

}  // namespace atelier::ops
