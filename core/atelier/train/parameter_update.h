#pragma once

#include <cstddef>
#include <span>

namespace atelier::train {

/// One optimizer step over a stretch of the flat arrays, everything it does in one pass. For each
/// value w with its gradient g:
///
///     g = gradient_scale * g + l2_gradient * w           clipping, L2 regularisation
///     w = decay_factor * w - (the optimizer's change)    decoupled weight decay
///     average += average_rate * (w - average)            weight averaging
///
/// and the gradient is zero afterwards, ready to be added to by the next backward pass.
struct ParameterUpdate {
  std::size_t count = 0;
  float* parameters = nullptr;
  float* gradients = nullptr;
  float* first_moments = nullptr;   ///< Adam: mean of the gradients. SGD: velocity.
  float* second_moments = nullptr;  ///< Adam: mean of their squares.
  float* averages = nullptr;        ///< Null: the weights are not averaged.
  float gradient_scale = 1;
  float l2_gradient = 0;
  float decay_factor = 1;
  float average_rate = 0;
  /// Adam: learning rate / (1 - beta1^t). SGD: learning rate.
  float step_size = 0;
  float beta1 = 0;  ///< Adam. SGD: momentum.
  float beta2 = 0;
  float second_moment_scale = 1;  ///< Adam: 1 / sqrt(1 - beta2^t).
  float epsilon = 0;
  bool nesterov = false;  ///< SGD.
};

/// The kernels as compiled for one instruction set. Bound by memory where the arrays are larger
/// than the cache; a fixed cut of the arrays gives the same bits on any number of threads.
struct ParameterUpdateKernels {
  const char* instruction_set;
  void (*adam)(const ParameterUpdate& update);
  void (*sgd)(const ParameterUpdate& update);
  /// The sum of the squares of `count` values; for a gradient's norm.
  double (*sum_of_squares)(const float* values, std::size_t count);
};

/// The kernels that this machine can run, widest first; at least one.
std::span<const ParameterUpdateKernels> parameter_update_kernels();

}  // namespace atelier::train
