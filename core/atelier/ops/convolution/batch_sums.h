#pragma once

#include <cstddef>
#include <functional>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"

namespace atelier::ops {

/// Sums over the images of a batch, shared out among threads; the batch may come in parts. Each
/// part is cut into runs of images by the problem's sizes alone. Each run has sums of its own, kept
/// from part to part, and only after the last part they are added up, in a fixed order: the result
/// is bit-identical for any number of threads.
class BatchSums {
 public:
  /// @param count     of sums.
  /// @param most_runs at least 1; fewer where their sums would take more than 16 MiB. The pool must
  ///                  outlive this.
  BatchSums(std::size_t count, std::size_t most_runs, ThreadPool& pool);

  /// Adds what images first, ..., end - 1 contribute to sums [count].
  using Add = std::function<void(std::size_t first, std::size_t end, float* sums)>;

  /// Takes in a part of a batch.
  /// @param images of the part, at least 1.
  void add(std::size_t images, const Add& add);

  /// The sums over all images that were added since the last call, [count], valid until the next
  /// add, with which another batch begins. Something must have been added.
  const float* take();

 private:
  std::size_t count_;
  std::size_t most_runs_;
  ThreadPool* pool_;
  std::size_t runs_ = 0;  ///< Of this batch's parts; 0 before the first.
  Buffer sums_;           ///< [runs, count]
};

}  // namespace atelier::ops
