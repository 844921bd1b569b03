#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/data/augmentation/augmentation.h"
#include "atelier/data/dataset.h"

namespace atelier::data {

/// 0, ..., count - 1 in the order of one epoch: a Fisher-Yates shuffle that depends on (seed,
/// epoch) alone.
std::vector<std::uint32_t> shuffled_indices(std::size_t count, std::uint64_t seed,
                                            std::uint32_t epoch);

/// Images and labels ready for the network; its memory is reused from batch to batch.
class Batch {
 public:
  /// Gathers the images at `indices`, scaled from 0..255 to [0, 1], on the pool's threads. Throws
  /// std::out_of_range if an index is not below data.size().
  void gather(const DatasetView& data, std::span<const std::uint32_t> indices, ThreadPool& pool);

  /// The same, each image changed as `augmentation`, which is for images of this shape, does in
  /// `epoch`. The same bits for any number of threads, and for an image wherever it stands among
  /// the others.
  void gather(const DatasetView& data, std::span<const std::uint32_t> indices,
              const Augmentation& augmentation, std::uint32_t epoch, ThreadPool& pool);

  /// As they are, scaled: images first, ..., first + count - 1.
  void gather_range(const DatasetView& data, std::size_t first, std::size_t count);

  /// Exchanges left and right in every image.
  void mirror();

  std::size_t size() const { return labels_.size(); }
  const float* images() const { return images_.data(); }  ///< [size, H, W, C]
  std::span<const std::uint8_t> labels() const { return labels_; }

 private:
  void take_labels(const DatasetView& data, std::span<const std::uint32_t> indices);

  Shape image_shape_;
  Buffer images_;
  std::vector<std::uint8_t> labels_;
  std::vector<std::uint8_t> scratch_;  ///< A piece for each task of the augmentation.
};

}  // namespace atelier::data
