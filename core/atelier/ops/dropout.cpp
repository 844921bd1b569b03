#include "atelier/ops/dropout.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "atelier/base/random.h"

namespace atelier::ops {

namespace {

/// Values in one task; a multiple of the numbers in a block of the generator, so that tasks share
/// none.
constexpr std::size_t kValuesPerTask = 4'096;

}  // namespace

void dropout(const float* input, std::size_t count, float rate, const DropoutKey& key,
             float* output, ThreadPool& pool) {
  if (!(rate >= 0.0F && rate < 1.0F)) {
    throw std::invalid_argument("dropout: rate " + std::to_string(rate) +
                                " is not within 0 to below 1");
  }
  const float scale = 1.0F / (1.0F - rate);
  pool.parallel_for((count + kValuesPerTask - 1) / kValuesPerTask, [&](std::size_t task) {
    const std::size_t first = task * kValuesPerTask;
    const std::size_t end = std::min(count, first + kValuesPerTask);
    // Value i is decided by the stream's number i.
    RandomStream random(key.seed, RandomPurpose::kDropout, key.step, key.layer);
    random.skip(first);
    for (std::size_t i = first; i < end; ++i) {
      output[i] = random.uniform() < rate ? 0.0F : input[i] * scale;
    }
  });
}

}  // namespace atelier::ops
