#include "atelier/ops/relu.h"

#include <algorithm>

namespace atelier::ops {

namespace {

// Where a loop below first loads and then chooses, that is so that the compiler can use vectors: a
// load that depends on a comparison stays a branch, and the loop takes ten times as long.

/// Values in one task of an elementwise loop: enough to be worth handing over, and two arrays of it
/// stay in the L2 cache.
constexpr std::size_t kValuesPerTask = 16'384;

template <typename Loop>
void in_parts(std::size_t count, ThreadPool& pool, const Loop& loop) {
  pool.parallel_for((count + kValuesPerTask - 1) / kValuesPerTask, [&](std::size_t task) {
    const std::size_t first = task * kValuesPerTask;
    loop(first, std::min(kValuesPerTask, count - first));
  });
}

}  // namespace

void relu(const float* input, std::size_t count, float* output, ThreadPool& pool) {
  in_parts(count, pool, [&](std::size_t first, std::size_t part) {
    const float* values = input + first;
    float* results = output + first;
    for (std::size_t i = 0; i < part; ++i) {
      results[i] = values[i] < 0.0F ? 0.0F : values[i];  // Not a number stays what it is.
    }
  });
}

void relu_backward(const float* output, const float* output_gradient, std::size_t count,
                   float* input_gradient, ThreadPool& pool) {
  in_parts(count, pool, [&](std::size_t first, std::size_t part) {
    const float* values = output + first;
    const float* gradients = output_gradient + first;
    float* results = input_gradient + first;
    for (std::size_t i = 0; i < part; ++i) {
      const float given = gradients[i];
      results[i] = values[i] > 0.0F ? given : 0.0F;
    }
  });
}

}  // namespace atelier::ops
