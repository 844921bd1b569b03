#pragma once

#include <cstddef>
#include <span>

namespace atelier::ops {

/// The input gradient of one row of max pooling's windows that lie side by side: each window's
/// gradient goes to the first of its pixels, in row-major order, that holds its maximum; the others
/// get 0.
struct MaxPoolingGradient {
  const float* input = nullptr;            ///< The windows' first row: [W, C].
  const float* output = nullptr;           ///< [windows, channels]
  const float* output_gradient = nullptr;  ///< Likewise.
  float* input_gradient = nullptr;         ///< As the input, overwritten where the windows are.
  std::size_t input_row = 0;               ///< Floats from one row of the input to the next.
  std::size_t window_height = 0;
  std::size_t window_width = 0;
  std::size_t windows = 0;
  std::size_t channels = 0;
  bool undo_relu = false;  ///< Whether windows whose maximum is not above 0 pass no gradient.
};

/// Runs on the calling thread, with the widest instructions this machine has.
void max_pooling_gradient(const MaxPoolingGradient& row);

/// The kernel as compiled for one instruction set.
struct MaxPoolingGradientKernel {
  const char* instruction_set;
  void (*run)(const MaxPoolingGradient& row);
};

/// The kernels that this machine can run, widest first; at least one. max_pooling_gradient uses the
/// first.
std::span<const MaxPoolingGradientKernel> max_pooling_gradient_kernels();

}  // namespace atelier::ops
