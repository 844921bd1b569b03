#include "atelier/nn/layers/undo_activation.h"

#include "atelier/ops/relu.h"

namespace atelier::nn {

void undo_activation(bool relu, const float* output, float* gradient, std::size_t rows,
                     std::size_t channels, float* bias_gradient, ThreadPool& pool) {
  if (relu && bias_gradient != nullptr) {
    ops::relu_bias_backward(output, gradient, rows, channels, bias_gradient, pool);
  } else if (relu) {
    ops::relu_backward(output, gradient, rows * channels, gradient, pool);
  } else if (bias_gradient != nullptr) {
    ops::bias_backward(gradient, rows, channels, bias_gradient, pool);
  }
}

}  // namespace atelier::nn
