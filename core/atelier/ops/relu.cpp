#include "atelier/ops/relu.h"

#include <algorithm>
#include <array>

namespace atelier::ops {

namespace {

// Where a loop below first loads and then chooses, that is so that the compiler can use vectors: a
// load that depends on a comparison stays a branch, and the loop takes ten times as long.

/// Values in one task of an elementwise loop: enough to be worth handing over, and two arrays of it
/// stay in the L2 cache.
constexpr std::size_t kValuesPerTask = 16'384;

/// Rows are summed in at most so many parts, whose sums are then added up in order: the parts
/// depend on the sizes alone, so the result does not depend on the threads.
constexpr std::size_t kMostParts = 16;
constexpr std::size_t kLeastRowsPerPart = 128;

/// Channels summed at a time, so that the parts' sums fit on the stack.
constexpr std::size_t kChannelBlock = 256;

using Sums = std::array<float, kChannelBlock>;

template <typename Loop>
void in_parts(std::size_t count, ThreadPool& pool, const Loop& loop) {
  pool.parallel_for((count + kValuesPerTask - 1) / kValuesPerTask, [&](std::size_t task) {
    const std::size_t first = task * kValuesPerTask;
    loop(first, std::min(kValuesPerTask, count - first));
  });
}

/// Adds to `bias_gradient` what `row(offset, channels, sums)` adds to the sums for each row; offset
/// is that of the row's first channel in the block.
template <typename Row>
void sum_rows(std::size_t rows, std::size_t channels, float* bias_gradient, ThreadPool& pool,
              const Row& row) {
  const std::size_t rows_per_part =
      std::max(kLeastRowsPerPart, (rows + kMostParts - 1) / kMostParts);
  const std::size_t parts = (rows + rows_per_part - 1) / rows_per_part;
  std::array<Sums, kMostParts> part_sums;
  for (std::size_t first = 0; first < channels; first += kChannelBlock) {
    const std::size_t block = std::min(kChannelBlock, channels - first);
    pool.parallel_for(parts, [&](std::size_t part) {
      Sums sums{};
      const std::size_t end = std::min(rows, (part + 1) * rows_per_part);
      for (std::size_t index = part * rows_per_part; index < end; ++index) {
        row(index * channels + first, block, sums.data());
      }
      part_sums[part] = sums;
    });
    for (std::size_t part = 0; part < parts; ++part) {
      for (std::size_t channel = 0; channel < block; ++channel) {
        bias_gradient[first + channel] += part_sums[part][channel];
      }
    }
  }
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

void bias_backward(const float* output_gradient, std::size_t rows, std::size_t channels,
                   float* bias_gradient, ThreadPool& pool) {
  sum_rows(rows, channels, bias_gradient, pool,
           [&](std::size_t offset, std::size_t block, float* __restrict sums) {
             const float* __restrict gradients = output_gradient + offset;
             for (std::size_t channel = 0; channel < block; ++channel) {
               sums[channel] += gradients[channel];
             }
           });
}

void relu_bias_backward(const float* output, float* gradient, std::size_t rows,
                        std::size_t channels, float* bias_gradient, ThreadPool& pool) {
  sum_rows(rows, channels, bias_gradient, pool,
           [&](std::size_t offset, std::size_t block, float* __restrict sums) {
             const float* __restrict values = output + offset;
             float* __restrict gradients = gradient + offset;
             for (std::size_t channel = 0; channel < block; ++channel) {
               const float given = gradients[channel];
               const float kept = values[channel] > 0.0F ? given : 0.0F;
               gradients[channel] = kept;
               sums[channel] += kept;
             }
           });
}

}  // namespace atelier::ops
