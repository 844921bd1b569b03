#pragma once

#include <cstddef>
#include <cstdint>

#include "atelier/base/thread_pool.h"

namespace atelier::ops {

/// Which values a dropout keeps: drawn anew from these numbers wherever needed, so that no mask is
/// stored and backward sees what forward saw.
struct DropoutKey {
  std::uint64_t seed = 0;
  std::uint32_t step = 0;   ///< Of the training run.
  std::uint32_t layer = 0;  ///< Position in the network.
};

/// Inverted dropout (Srivastava et al. 2014): each value is zeroed with probability `rate`, the
/// rest is divided by 1 - rate. Backward is the same function, on the gradient, with the same key.
/// Input and output may be the same memory.
/// @param rate 0 (inclusive) to 1 (exclusive).
void dropout(const float* input, std::size_t count, float rate, const DropoutKey& key,
             float* output, ThreadPool& pool);

}  // namespace atelier::ops
