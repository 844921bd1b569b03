#include "atelier/ops/dropout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include "atelier/base/message.h"
#include "atelier/base/random.h"

namespace atelier::ops {

namespace {

/// Values in one task.
constexpr std::size_t kValuesPerTask = 4'096;

/// Random numbers drawn before they are used.
constexpr std::size_t kNumbersAtOnce = 512;

}  // namespace

void dropout(const float* input, std::size_t count, float rate, const DropoutKey& key,
             float* output, ThreadPool& pool) {
  if (!(rate >= 0.0F && rate < 1.0F)) {
    throw std::invalid_argument(message("dropout: rate {} is not within 0 to below 1", rate));
  }
  const float scale = 1.0F / (1.0F - rate);
  pool.parallel_for((count + kValuesPerTask - 1) / kValuesPerTask, [&](std::size_t task) {
    const std::size_t first = task * kValuesPerTask;
    const std::size_t end = std::min(count, first + kValuesPerTask);
    // Value i is decided by the stream's number i.
    RandomStream random(key.seed, RandomPurpose::kDropout, key.step, key.layer);
    random.skip(first);
    std::array<std::uint32_t, kNumbersAtOnce> numbers;
    for (std::size_t start = first; start < end; start += kNumbersAtOnce) {
      const std::size_t part = std::min(kNumbersAtOnce, end - start);
      random.fill({numbers.data(), part});
      for (std::size_t i = 0; i < part; ++i) {
        const float kept = input[start + i] * scale;
        output[start + i] = RandomStream::to_uniform(numbers[i]) < rate ? 0.0F : kept;
      }
    }
  });
}

}  // namespace atelier::ops
