#pragma once

#include <cstddef>
#include <functional>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"

namespace atelier::ops {

/// Sums over the images of a batch, shared out among threads. The batch is cut into runs of images
/// by the problem's sizes alone; each run has sums of its own, which are added up in a fixed order:
/// the result is bit-identical for any number of threads.
class BatchSums {
 public:
  /// @param count     of sums.
  /// @param most_runs at least 1; fewer where their sums would take more than 16 MiB. The pool must
  ///                  outlive this.
  BatchSums(std::size_t count, std::size_t most_runs, ThreadPool& pool);

  /// Adds what images first, ..., end - 1 contribute to sums [count].
  using Add = std::function<void(std::size_t first, std::size_t end, float* sums)>;

  /// The sums of all images, [count], valid until the next call.
  const float* sum(std::size_t batch, const Add& add);

 private:
  std::size_t count_;
  std::size_t most_runs_;
  ThreadPool* pool_;
  Buffer sums_;  ///< [runs, count]
};

}  // namespace atelier::ops
