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

void BatchSums::add(std::size_t images, const Add& add) {
  const bool is_first = runs_ == 0;
  if (is_first) {
    const std::size_t runs = std::min(images, most_runs_);
    sums_.resize(runs * count_);
    runs_ = runs;
  }
  pool_->parallel_for(runs_, [&](std::size_t run) {
    float* sums = sums_.data() + run * count_;
    if (is_first)
      std::fill_n(sums, count_, 0.0F);
    const std::size_t first = run * images / runs_;
    const std::size_t end = (run + 1) * images / runs_;
    if (first < end)
      add(first, end, sums);
  });
}

const float* BatchSums::take() {
  pool_->parallel_for((count_ + kSumsPerTask - 1) / kSumsPerTask, [&](std::size_t task) {
    const std::size_t first = task * kSumsPerTask;
    const std::size_t end = std::min(count_, first + kSumsPerTask);
    float* const total = sums_.data();
    for (std::size_t run = 1; run < runs_; ++run) {
      const float* sums = total + run * count_;
      for (std::size_t i = first; i < end; ++i) {
        total[i] += sums[i];
      }
    }
  });
  runs_ = 0;
  return sums_.data();
}

}  // namespace atelier::ops
