#pragma once

#include <cstddef>

#include "atelier/base/thread_pool.h"

namespace atelier::ops {

/// output = max(0, input), `count` values; the two may be the same memory.
void relu(const float* input, std::size_t count, float* output, ThreadPool& pool);

/// Gradient through ReLU: kept where the output was above zero, else 0. `input_gradient` may be
/// `output_gradient`.
void relu_backward(const float* output, const float* output_gradient, std::size_t count,
                   float* input_gradient, ThreadPool& pool);

}  // namespace atelier::ops
