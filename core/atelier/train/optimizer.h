#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"

namespace atelier::train {

enum class OptimizerKind {
  kAdam,  ///< Kingma and Ba 2015, algorithm 1; epsilon is added to the bias-corrected root, as in
          ///< PyTorch.
  kSgd,   ///< With momentum in PyTorch's form: v = momentum * v + g; w -= learning rate * v.
};

/// "adam" or "sgd"; throws std::invalid_argument that lists them.
OptimizerKind optimizer_kind(std::string_view name);

struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::kAdam;
  float learning_rate = 1e-3F;  ///< Above 0.
  float momentum = 0.9F;        ///< SGD: 0 to below 1.
  float beta1 = 0.9F;           ///< Adam: 0 to below 1.
  float beta2 = 0.999F;         ///< Adam: 0 to below 1.
  float epsilon = 1e-7F;        ///< Adam: above 0; Keras' default.
};

/// Moves parameters against their gradients; keeps the moments that needs.
class Optimizer {
 public:
  /// Throws std::invalid_argument that names the option and its range.
  Optimizer(const OptimizerOptions& options, std::size_t parameter_count);

  /// One update, one fused pass over the arrays, each of `parameter_count` values. Throws
  /// std::invalid_argument if they are not.
  void step(std::span<float> parameters, std::span<const float> gradients, ThreadPool& pool);

 private:
  OptimizerOptions options_;
  std::uint64_t steps_ = 0;
  Buffer first_moment_;   ///< Adam: mean of the gradients. SGD: velocity.
  Buffer second_moment_;  ///< Adam: mean of their squares.
};

}  // namespace atelier::train
