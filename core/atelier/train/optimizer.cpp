#include "atelier/train/optimizer.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace atelier::train {

namespace {

/// What one task of the pool updates: 64 KiB of each array, long against the hand-over.
constexpr std::size_t kChunk = 16'384;

void require(bool holds, const char* option, const char* range, float value) {
  if (holds)
    return;
  throw std::invalid_argument(std::string("optimizer: ") + option + " must be " + range + ", not " +
                              std::to_string(value));
}

bool is_decay_rate(float value) {
  return value >= 0 && value < 1;
}

struct AdamStep {
  float step_size;            ///< Learning rate / (1 - beta1^t)
  float second_moment_scale;  ///< 1 / sqrt(1 - beta2^t)
  float beta1;
  float beta2;
  float epsilon;
};

/// Written for the vectoriser: one pass, no branch, nothing but float arithmetic.
void adam(const AdamStep& step, std::size_t count, const float* __restrict gradient,
          float* __restrict first, float* __restrict second, float* __restrict parameter) {
  const float fresh1 = 1 - step.beta1;
  const float fresh2 = 1 - step.beta2;
  for (std::size_t i = 0; i < count; ++i) {
    const float mean = step.beta1 * first[i] + fresh1 * gradient[i];
    const float square = step.beta2 * second[i] + fresh2 * gradient[i] * gradient[i];
    first[i] = mean;
    second[i] = square;
    parameter[i] -=
        step.step_size * mean / (std::sqrt(square) * step.second_moment_scale + step.epsilon);
  }
}

void sgd(float learning_rate, float momentum, std::size_t count, const float* __restrict gradient,
         float* __restrict velocity, float* __restrict parameter) {
  for (std::size_t i = 0; i < count; ++i) {
    velocity[i] = momentum * velocity[i] + gradient[i];
    parameter[i] -= learning_rate * velocity[i];
  }
}

}  // namespace

OptimizerKind optimizer_kind(std::string_view name) {
  if (name == "adam")
    return OptimizerKind::kAdam;
  if (name == "sgd")
    return OptimizerKind::kSgd;
  throw std::invalid_argument("optimizer: unknown name \"" + std::string(name) +
                              "\"; known are adam, sgd");
}

Optimizer::Optimizer(const OptimizerOptions& options, std::size_t parameter_count)
    : options_(options), first_moment_(parameter_count) {
  require(options.learning_rate > 0 && std::isfinite(options.learning_rate), "learning rate",
          "above 0", options.learning_rate);
  require(is_decay_rate(options.momentum), "momentum", "at least 0 and below 1", options.momentum);
  require(is_decay_rate(options.beta1), "beta1", "at least 0 and below 1", options.beta1);
  require(is_decay_rate(options.beta2), "beta2", "at least 0 and below 1", options.beta2);
  require(options.epsilon > 0 && std::isfinite(options.epsilon), "epsilon", "above 0",
          options.epsilon);
  if (options.kind == OptimizerKind::kAdam)
    second_moment_.resize(parameter_count);
}

void Optimizer::step(std::span<float> parameters, std::span<const float> gradients,
                     ThreadPool& pool) {
  const std::size_t count = first_moment_.size();
  if (parameters.size() != count || gradients.size() != count) {
    throw std::invalid_argument(
        "optimizer: expects " + std::to_string(count) + " parameters and gradients, not " +
        std::to_string(parameters.size()) + " and " + std::to_string(gradients.size()));
  }
  ++steps_;

  // In double: 1 - beta^t loses its digits in float while t is small, beta being close to 1.
  const auto t = static_cast<double>(steps_);
  const double correction1 = 1 - std::pow(static_cast<double>(options_.beta1), t);
  const double correction2 = 1 - std::pow(static_cast<double>(options_.beta2), t);
  const AdamStep adam_step = {
      .step_size = static_cast<float>(options_.learning_rate / correction1),
      .second_moment_scale = static_cast<float>(1 / std::sqrt(correction2)),
      .beta1 = options_.beta1,
      .beta2 = options_.beta2,
      .epsilon = options_.epsilon,
  };

  pool.parallel_for((count + kChunk - 1) / kChunk, [&](std::size_t chunk) {
    const std::size_t first = chunk * kChunk;
    const std::size_t length = std::min(kChunk, count - first);
    const float* gradient = gradients.data() + first;
    float* parameter = parameters.data() + first;
    float* moment1 = first_moment_.data() + first;
    if (options_.kind == OptimizerKind::kAdam) {
      adam(adam_step, length, gradient, moment1, second_moment_.data() + first, parameter);
    } else {
      sgd(options_.learning_rate, options_.momentum, length, gradient, moment1, parameter);
    }
  });
}

}  // namespace atelier::train
