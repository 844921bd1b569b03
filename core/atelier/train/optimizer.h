#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/parameter.h"
#include "atelier/train/range.h"

namespace atelier::train {

enum class OptimizerKind {
  kAdam,   ///< Kingma and Ba 2015, algorithm 1; epsilon is added to the bias-corrected root, as in
           ///< PyTorch.
  kAdamW,  ///< Adam with `weight_decay` (Loshchilov and Hutter 2019, algorithm 2).
  kSgd,    ///< With momentum in PyTorch's form: v = momentum * v + g; w -= learning rate * v; with
           ///< Nesterov's, w -= learning rate * (g + momentum * v).
};

/// In the order of OptimizerKind: "adam", "adamw", "sgd".
inline constexpr std::array<std::string_view, 3> kOptimizerNames = {"adam", "adamw", "sgd"};

/// Throws std::invalid_argument that lists the names.
OptimizerKind optimizer_kind(std::string_view name);

/// Two ways to hold the weights small; both move kernels alone, never biases or the parameters of a
/// normalisation:
///
/// - `l2` adds l2 * sum(w^2) to the loss that is minimised, as Keras' regulariser of that name, and
///   so 2 * l2 * w to the gradient. Momentum and Adam's scaling act on it. What `SGD(weight_decay =
///   x)` is in PyTorch, and "SGD with weight decay x" in most published recipes, is l2 = x / 2
///   here.
/// - `weight_decay` is decoupled from the gradient: each step also does w -= learning rate *
///   weight_decay * w, as PyTorch's AdamW. For SGD this is the same paper's SGDW.
struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::kAdam;
  float learning_rate = 1e-3F;  ///< Above 0.
  float momentum = 0.9F;        ///< SGD: 0 to below 1.
  bool nesterov = false;        ///< SGD: look ahead by the momentum; needs one above 0.
  float beta1 = 0.9F;           ///< Adam, AdamW: 0 to below 1.
  float beta2 = 0.999F;         ///< Adam, AdamW: 0 to below 1.
  float epsilon = 1e-7F;        ///< Adam, AdamW: above 0; Keras' default.
  float l2 = 0;                 ///< At least 0. Losses that are reported do not contain it.
  float weight_decay = 0;       ///< AdamW: above 0 to 1. SGD: 0 to 1.
  /// The gradient is scaled down to this norm, taken over all parameters together, where it is
  /// longer (Pascanu et al. 2013; before l2 is added, as in PyTorch). At least 0; 0: never.
  float clip_norm = 0;
  /// Keeps an average of the weights after each step, a step back counting for `average_decay`
  /// times as much (Polyak averaging with exponential weights). 0 to below 1; 0: none.
  float average_decay = 0;
};

inline constexpr Range kLearningRateRange = kAboveZero;
inline constexpr Range kMomentumRange = kZeroToBelowOne;
inline constexpr Range kBetaRange = kZeroToBelowOne;
inline constexpr Range kEpsilonRange = kAboveZero;
inline constexpr Range kL2Range = kZeroOrMore;
inline constexpr Range kWeightDecayRange = kZeroToOne;
inline constexpr Range kClipNormRange = kZeroOrMore;
inline constexpr Range kAverageDecayRange = kZeroToBelowOne;

/// Throws std::invalid_argument that names the option and its range, or the options that exclude
/// each other.
void check(const OptimizerOptions& options);

/// What an optimizer carries from step to step; arrays that it does not need are empty.
struct OptimizerState {
  std::uint64_t steps = 0;           ///< Done so far.
  std::vector<float> first_moment;   ///< Adam: mean of the gradients. SGD: velocity.
  std::vector<float> second_moment;  ///< Adam: mean of their squares.
  std::vector<float> average;        ///< See Optimizer::average.
};

/// Moves parameters against their gradients; keeps the moments that needs.
class Optimizer {
 public:
  /// @param parameters what lies in the flat arrays. Kernels, on which l2 and weight decay act, are
  ///                   those with inputs (fan_in).
  /// Throws as check does.
  Optimizer(const OptimizerOptions& options, std::span<const nn::Parameter> parameters);

  /// For the steps from now on, instead of the options'; 0 or more.
  void set_learning_rate(float learning_rate) { options_.learning_rate = learning_rate; }

  /// One update, one fused pass over the flat arrays (two with clip_norm, which needs the norm
  /// first). Sets the gradients to zero, for the next backward pass to add to. The result's bits do
  /// not depend on the number of threads. Throws std::invalid_argument if the arrays are not as
  /// long as the parameters.
  void step(std::span<float> parameters, std::span<float> gradients, ThreadPool& pool);

  /// The average of the weights after each of the n steps so far; empty without average_decay, zero
  /// before the first step. Weights k steps back count for average_decay^k, and the sum is divided
  /// by that of all these shares, (1 - average_decay^n) / (1 - average_decay): as Adam corrects its
  /// means, so that the random weights before the first step never count.
  std::span<const float> average() const { return average_.span(); }

  OptimizerState state() const;

  /// Goes on from there. Throws std::invalid_argument if it is the state of another optimizer: its
  /// arrays are not as long as this one's.
  void restore(const OptimizerState& state);

 private:
  /// Neighbours in the flat arrays, on all of which l2 and weight decay act, or on none.
  struct Stretch {
    std::size_t end = 0;  ///< It begins where the one before ends.
    bool decays = false;
  };

  float gradient_scale(std::span<const float> gradients, ThreadPool& pool);

  OptimizerOptions options_;
  std::vector<Stretch> stretches_;
  std::size_t parameter_count_ = 0;
  std::uint64_t steps_ = 0;
  Buffer first_moment_;  ///< As in OptimizerState; likewise the next two.
  Buffer second_moment_;
  Buffer average_;
  std::vector<double> square_sums_;  ///< For the gradient's norm: one a chunk.
};

}  // namespace atelier::train
