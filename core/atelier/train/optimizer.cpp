#include "atelier/train/optimizer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "atelier/train/parameter_update.h"

namespace atelier::train {

namespace {

/// What one task of the pool updates: 64 KiB of each array, long against the hand-over.
constexpr std::size_t kChunk = 16'384;

std::size_t chunk_count(std::size_t count) {
  return (count + kChunk - 1) / kChunk;
}

bool is_adam(OptimizerKind kind) {
  return kind != OptimizerKind::kSgd;
}

/// The share of an exponential average that its newest of `steps` values has; see
/// Optimizer::average. In double: 1 - decay^t loses its digits in float while t is small, decay
/// being close to 1.
double newest_share(float decay, double steps) {
  return (1 - static_cast<double>(decay)) / (1 - std::pow(static_cast<double>(decay), steps));
}

std::vector<float> copy_of(const Buffer& buffer) {
  return {buffer.span().begin(), buffer.span().end()};
}

}  // namespace

OptimizerKind optimizer_kind(std::string_view name) {
  std::string known;
  for (std::size_t index = 0; index < kOptimizerNames.size(); ++index) {
    if (kOptimizerNames[index] == name)
      return static_cast<OptimizerKind>(index);
    known += (known.empty() ? "" : ", ") + std::string(kOptimizerNames[index]);
  }
  throw std::invalid_argument("optimizer: unknown name \"" + std::string(name) + "\"; known are " +
                              known);
}

void check(const OptimizerOptions& options) {
  constexpr const char* kWhere = "optimizer";
  kLearningRateRange.require(kWhere, "learning rate", options.learning_rate);
  kMomentumRange.require(kWhere, "momentum", options.momentum);
  kBetaRange.require(kWhere, "beta1", options.beta1);
  kBetaRange.require(kWhere, "beta2", options.beta2);
  kEpsilonRange.require(kWhere, "epsilon", options.epsilon);
  kL2Range.require(kWhere, "l2", options.l2);
  kWeightDecayRange.require(kWhere, "weight decay", options.weight_decay);
  kClipNormRange.require(kWhere, "clip norm", options.clip_norm);
  kAverageDecayRange.require(kWhere, "average decay", options.average_decay);
  if (options.kind == OptimizerKind::kAdam && options.weight_decay > 0) {
    throw std::invalid_argument(
        "optimizer: adam has no weight decay; adamw has, and l2 works with every optimizer");
  }
  if (options.kind == OptimizerKind::kAdamW && options.weight_decay == 0) {
    throw std::invalid_argument(
        "optimizer: adamw needs a weight decay above 0 (0.01 is PyTorch's default); without one it "
        "is adam");
  }
  if (options.nesterov && options.kind != OptimizerKind::kSgd)
    throw std::invalid_argument("optimizer: only sgd has Nesterov's momentum");
  if (options.nesterov && options.momentum == 0)
    throw std::invalid_argument("optimizer: Nesterov's momentum must be above 0");
}

Optimizer::Optimizer(const OptimizerOptions& options, std::span<const nn::Parameter> parameters)
    : options_(options) {
  check(options);
  const bool any_decays = options.l2 > 0 || options.weight_decay > 0;
  for (const nn::Parameter& parameter : parameters) {
    const bool decays = any_decays && parameter.fan_in > 0;
    if (stretches_.empty() || stretches_.back().decays != decays)
      stretches_.push_back({.decays = decays});
    parameter_count_ += parameter.shape.element_count();
    stretches_.back().end = parameter_count_;
  }
  first_moment_.resize(parameter_count_);
  if (is_adam(options.kind))
    second_moment_.resize(parameter_count_);
  if (options.average_decay > 0)
    average_.resize(parameter_count_);
  if (options.clip_norm > 0)
    square_sums_.resize(chunk_count(parameter_count_));
}

float Optimizer::gradient_scale(std::span<const float> gradients, ThreadPool& pool) {
  if (options_.clip_norm == 0)
    return 1;
  const ParameterUpdateKernels& kernels = parameter_update_kernels().front();
  pool.parallel_for(square_sums_.size(), [&](std::size_t chunk) {
    const std::size_t first = chunk * kChunk;
    square_sums_[chunk] = kernels.sum_of_squares(gradients.data() + first,
                                                 std::min(kChunk, gradients.size() - first));
  });
  // In the chunks' order, whoever was first.
  const double norm = std::sqrt(std::accumulate(square_sums_.begin(), square_sums_.end(), 0.0));
  const auto longest = static_cast<double>(options_.clip_norm);
  return norm > longest ? static_cast<float>(longest / norm) : 1.0F;
}

void Optimizer::step(std::span<float> parameters, std::span<float> gradients, ThreadPool& pool) {
  if (parameters.size() != parameter_count_ || gradients.size() != parameter_count_) {
    throw std::invalid_argument("optimizer: expects " + std::to_string(parameter_count_) +
                                " parameters and gradients, not " +
                                std::to_string(parameters.size()) + " and " +
                                std::to_string(gradients.size()));
  }
  ++steps_;
  const bool adam = is_adam(options_.kind);
  const auto t = static_cast<double>(steps_);
  const auto rate = static_cast<double>(options_.learning_rate);
  ParameterUpdate common = {
      .gradient_scale = gradient_scale(gradients, pool),
      .step_size = options_.learning_rate,
      .beta1 = adam ? options_.beta1 : options_.momentum,
      .beta2 = options_.beta2,
      .epsilon = options_.epsilon,
      .nesterov = options_.nesterov,
  };
  if (adam) {
    // In double, for the reason that newest_share gives.
    const double correction1 = 1 - std::pow(static_cast<double>(options_.beta1), t);
    const double correction2 = 1 - std::pow(static_cast<double>(options_.beta2), t);
    common.step_size = static_cast<float>(rate / correction1);
    common.second_moment_scale = static_cast<float>(1 / std::sqrt(correction2));
  }
  if (average_.size() > 0)
    common.average_rate = static_cast<float>(newest_share(options_.average_decay, t));
  ParameterUpdate decaying = common;
  decaying.l2_gradient = 2 * options_.l2;
  decaying.decay_factor = static_cast<float>(1 - rate * static_cast<double>(options_.weight_decay));

  const ParameterUpdateKernels& kernels = parameter_update_kernels().front();
  const auto update_by = adam ? kernels.adam : kernels.sgd;
  pool.parallel_for(chunk_count(parameter_count_), [&](std::size_t chunk) {
    std::size_t first = chunk * kChunk;
    const std::size_t chunk_end = std::min(parameter_count_, first + kChunk);
    for (const Stretch& stretch : stretches_) {
      if (stretch.end <= first)
        continue;
      ParameterUpdate update = stretch.decays ? decaying : common;
      update.count = std::min(chunk_end, stretch.end) - first;
      update.parameters = parameters.data() + first;
      update.gradients = gradients.data() + first;
      update.first_moments = first_moment_.data() + first;
      if (second_moment_.size() > 0)
        update.second_moments = second_moment_.data() + first;
      if (average_.size() > 0)
        update.averages = average_.data() + first;
      update_by(update);
      first += update.count;
      if (first == chunk_end)
        break;
    }
  });
}

OptimizerState Optimizer::state() const {
  return {.steps = steps_,
          .first_moment = copy_of(first_moment_),
          .second_moment = copy_of(second_moment_),
          .average = copy_of(average_)};
}

void Optimizer::restore(const OptimizerState& state) {
  if (state.first_moment.size() != first_moment_.size() ||
      state.second_moment.size() != second_moment_.size() ||
      state.average.size() != average_.size()) {
    throw std::invalid_argument("optimizer: the state is that of another optimizer or network");
  }
  steps_ = state.steps;
  std::ranges::copy(state.first_moment, first_moment_.data());
  std::ranges::copy(state.second_moment, second_moment_.data());
  std::ranges::copy(state.average, average_.data());
}

}  // namespace atelier::train
