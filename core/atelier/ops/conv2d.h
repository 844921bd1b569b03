#pragma once

#include <cstddef>
#include <memory>

#include "atelier/base/buffer.h"
#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution/convolution.h"
#include "atelier/ops/convolution/input_gradient.h"
#include "atelier/ops/convolution/weight_gradient.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// 2-D convolution (cross-correlation, as every framework calls it) of [N, H, W, C] with a kernel
/// [height, width, C, filters] and one bias per filter; dilation 1.
///
/// Forward and input gradient are both convolutions (convolution/convolution.h), which pack the
/// weights into the order their kernels read them in: once for each change of the weights, and for
/// the input gradient only if it is asked for. The weights' gradient is
/// convolution/weight_gradient.h's.
///
/// Inputs and output gradients must be readable a little past their end, as every Buffer is.
class Conv2d {
 public:
  /// @param input   [H, W, C] of the images.
  /// @param filters output channels; at least 1.
  /// @param relu    whether forward ends with max(0, x), which costs nothing there.
  /// Throws std::invalid_argument if the window does not fit the input. The pool must outlive this.
  Conv2d(const Shape& input, const WindowOptions& window, std::size_t filters, bool relu,
         ThreadPool& pool);

  Shape output_shape() const;  ///< [H', W', filters]
  Shape kernel_shape() const;  ///< [height, width, C, filters]

  /// Takes over new weights. Must be called before the first forward and after each change.
  /// @param kernel kernel_shape(), row-major; copied.
  /// @param bias   [filters]; copied; null for none.
  void set_weights(const float* kernel, const float* bias);

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', filters], overwritten.
  void forward(const float* input, std::size_t batch, float* output);

  /// The loss' gradient with regard to the input, from the one with regard to the output *before*
  /// this convolution's ReLU.
  /// @param output_gradient [batch, H', W', filters]
  /// @param input_gradient  [batch, H, W, C], overwritten.
  /// @param relu_output     [batch, H, W, C]: the input, if it came out of a ReLU; the gradient is
  ///                        then the one before that ReLU, for the price of reading it. Else null.
  void backward_input(const float* output_gradient, std::size_t batch, float* input_gradient,
                      const float* relu_output = nullptr);

  /// Takes a batch, or a part of one, into the loss' gradient with regard to the kernel and the
  /// bias.
  /// @param input           [images, H, W, C], as given to forward.
  /// @param output_gradient [images, H', W', filters], before this convolution's ReLU.
  /// @param images          at least 1.
  void backward_weights(const float* input, const float* output_gradient, std::size_t images);

  /// *Adds* the gradient of all that backward_weights has taken in since the last call to what is
  /// there. It must have taken in something.
  /// @param kernel_gradient kernel_shape(), row-major.
  /// @param bias_gradient   [filters]; null for none.
  void finish_weights(float* kernel_gradient, float* bias_gradient);

 private:
  Window window_;
  std::size_t filters_;
  Buffer kernel_;  ///< As given, for the input gradient.
  std::unique_ptr<Convolution> forward_;
  ConvolutionInputGradient input_gradient_;
  bool input_gradient_has_kernel_ = false;  ///< It packs when first asked for after set_weights.
  std::unique_ptr<WeightGradient> weight_gradient_;
};

}  // namespace atelier::ops
