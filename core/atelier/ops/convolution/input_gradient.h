#pragma once

#include <cstddef>
#include <memory>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution/convolution.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The gradient of a convolution's input, which is itself a convolution: of the output gradient,
/// with the kernel rotated by half a turn, input and output channels exchanged, and enough padding
/// to reach every input pixel.
///
/// Where the forward convolution has a stride, zeros are put between the pixels of the output
/// gradient first. That multiplies many zeros (three of four with stride 2), which XNNPACK's
/// deconvolution would not; in exchange there is one mechanism, whose speed is the convolution's,
/// and no second family of kernels in the WebAssembly module.
class ConvolutionInputGradient {
 public:
  /// @param filters output channels of the forward convolution. The pool must outlive this.
  ConvolutionInputGradient(const Window& window, std::size_t filters, ThreadPool& pool);

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
  const float* spread(const float* output_gradient, std::size_t batch);

  Window window_;
  std::size_t filters_;
  Window spread_window_;  ///< What the convolution of the output gradient sees.
  ThreadPool* pool_;
  Buffer kernel_;  ///< [height, width, filters, C], rotated.
  Buffer spread_;  ///< The output gradient with zeros between its pixels.
  std::unique_ptr<Convolution> convolution_;
};

}  // namespace atelier::ops
