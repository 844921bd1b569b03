#include "atelier/ops/convolution/batch_sums.h"

#include <algorithm>

namespace atelier::ops {

namespace {

constexpr std::size_t kMostFloats = std::size_t{4} << 20;

/// Sums added up in one task.
constexpr std::size_t kSumsPerTask = 4'096;

}  // namespace

BatchSums::BatchSums(std::size_t count, std::size_t most_runs, ThreadPool& pool)
    : count_(count),
      most_runs_(std::clamp<std::size_t>(kMostFloats / count, 1, most_runs)),
      pool_(&pool) {}

const float* BatchSums::sum(std::size_t batch, const Add& add) {
  const std::size_t runs = std::min(batch, most_runs_);
  sums_.resize(runs * count_);
  pool_->parallel_for(runs, [&](std::size_t run) {
    float* sums = sums_.data() + run * count_;
    std::fill_n(sums, count_, 0.0F);
    add(run * batch / runs, (run + 1) * batch / runs, sums);
  });
  pool_->parallel_for((count_ + kSumsPerTask - 1) / kSumsPerTask, [&](std::size_t task) {
    const std::size_t first = task * kSumsPerTask;
    const std::size_t end = std::min(count_, first + kSumsPerTask);
    float* const total = sums_.data();
    for (std::size_t run = 1; run < runs; ++run) {
      const float* sums = total + run * count_;
      for (std::size_t i = first; i < end; ++i) {
        total[i] += sums[i];
      }
    }
  });
  return sums_.data();
}

}  // namespace atelier::ops
