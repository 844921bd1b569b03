#pragma once

// The loops behind parameter_update.h. Included by one source file for each instruction set, which
// CMake compiles with that set's flags. Everything here is therefore local to the including file,
// and nothing of the standard library is used: an inline function shared with other files could be
// linked from the copy that was compiled for instructions this machine lacks.
//
// Written for the vectoriser: one pass, no branch, nothing but float arithmetic.

#include "atelier/train/parameter_update.h"

namespace atelier::train {

namespace {

template <bool kAveraged>
void update_by_adam(const ParameterUpdate& update) {
  float* __restrict parameters = update.parameters;
  float* __restrict gradients = update.gradients;
  float* __restrict first = update.first_moments;
  float* __restrict second = update.second_moments;
  float* __restrict averages = update.averages;
  const float scale = update.gradient_scale;
  const float l2 = update.l2_gradient;
  const float decay = update.decay_factor;
  const float average_rate = update.average_rate;
  const float step_size = update.step_size;
  const float beta1 = update.beta1;
  const float beta2 = update.beta2;
  const float fresh1 = 1 - beta1;
  const float fresh2 = 1 - beta2;
  const float second_scale = update.second_moment_scale;
  const float epsilon = update.epsilon;
  for (std::size_t i = 0; i < update.count; ++i) {
    const float parameter = parameters[i];
    const float gradient = scale * gradients[i] + l2 * parameter;
    const float mean = beta1 * first[i] + fresh1 * gradient;
    const float square = beta2 * second[i] + fresh2 * gradient * gradient;
    const float moved =
        decay * parameter - step_size * mean / (__builtin_sqrtf(square) * second_scale + epsilon);
    gradients[i] = 0;
    first[i] = mean;
    second[i] = square;
    parameters[i] = moved;
    if constexpr (kAveraged)
      averages[i] += average_rate * (moved - averages[i]);
  }
}

template <bool kAveraged, bool kNesterov>
void update_by_sgd(const ParameterUpdate& update) {
  float* __restrict parameters = update.parameters;
  float* __restrict gradients = update.gradients;
  float* __restrict velocities = update.first_moments;
  float* __restrict averages = update.averages;
  const float scale = update.gradient_scale;
  const float l2 = update.l2_gradient;
  const float decay = update.decay_factor;
  const float average_rate = update.average_rate;
  const float step_size = update.step_size;
  const float momentum = update.beta1;
  for (std::size_t i = 0; i < update.count; ++i) {
    const float parameter = parameters[i];
    const float gradient = scale * gradients[i] + l2 * parameter;
    const float velocity = momentum * velocities[i] + gradient;
    const float direction = kNesterov ? gradient + momentum * velocity : velocity;
    const float moved = decay * parameter - step_size * direction;
    gradients[i] = 0;
    velocities[i] = velocity;
    parameters[i] = moved;
    if constexpr (kAveraged)
      averages[i] += average_rate * (moved - averages[i]);
  }
}

void adam(const ParameterUpdate& update) {
  if (update.averages == nullptr) {
    update_by_adam<false>(update);
  } else {
    update_by_adam<true>(update);
  }
}

void sgd(const ParameterUpdate& update) {
  if (update.averages == nullptr) {
    update.nesterov ? update_by_sgd<false, true>(update) : update_by_sgd<false, false>(update);
  } else {
    update.nesterov ? update_by_sgd<true, true>(update) : update_by_sgd<true, false>(update);
  }
}

/// In kSums sums side by side, since a single one could neither be vectorised (float sums depend on
/// their order) nor be as exact.
double sum_of_squares(const float* values, std::size_t count) {
  constexpr std::size_t kSums = 64;
  float sums[kSums] = {};
  std::size_t first = 0;
  for (; first + kSums <= count; first += kSums) {
    for (std::size_t i = 0; i < kSums; ++i)
      sums[i] += values[first + i] * values[first + i];
  }
  for (std::size_t i = 0; first + i < count; ++i)
    sums[i] += values[first + i] * values[first + i];
  double sum = 0;
  for (const float part : sums)
    sum += static_cast<double>(part);
  return sum;
}

}  // namespace

}  // namespace atelier::train
