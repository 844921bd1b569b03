#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/data/dataset.h"

namespace atelier::data {

/// 0, ..., count - 1 in the order of one epoch: a Fisher-Yates shuffle that depends on (seed,
/// epoch) alone.
std::vector<std::uint32_t> shuffled_indices(std::size_t count, std::uint64_t seed,
                                            std::uint32_t epoch);

/// Images and labels ready for the network; its memory is reused from batch to batch.
class Batch {
 public:
  /// Gathers the images at `indices` (each below data.size()), scaled from 0..255 to [0, 1].
  void gather(const DatasetView& data, std::span<const std::uint32_t> indices);

  /// The same for images first, ..., first + count - 1.
  void gather_range(const DatasetView& data, std::size_t first, std::size_t count);

  std::size_t size() const { return labels_.size(); }
  const float* images() const { return images_.data(); }  ///< [size, H, W, C]
  std::span<const std::uint8_t> labels() const { return labels_; }

 private:
  Buffer images_;
  std::vector<std::uint8_t> labels_;
};

}  // namespace atelier::data
