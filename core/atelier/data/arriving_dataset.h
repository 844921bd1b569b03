#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/data/dataset.h"

namespace atelier::data {

/// Labelled images that arrive in pieces, in any order and perhaps never all of them: each has its
/// place among the others from the start. Places keep their addresses, so that whoever looks at
/// some images is not disturbed by the arrival of others.
class ArrivingDataset {
 public:
  /// @param image_shape [H, W, C]
  /// @param size how many images there are when all have come. Memory for them is taken when the
  /// first ones come. Throws std::invalid_argument as Dataset's constructor does.
  ArrivingDataset(const Shape& image_shape, std::size_t class_count, std::size_t size);

  std::size_t size() const { return here_.size(); }

  /// Puts images at the places from `first` on; those that are there already stay. Throws
  /// std::invalid_argument, leaving everything as it was, as Dataset::append does, or if there are
  /// not so many places.
  void put(std::size_t first, std::span<const std::uint8_t> pixels,
           std::span<const std::uint8_t> labels);

  /// Whether all of these have come.
  bool has(ImageRange range) const;

  /// These images. Throws std::invalid_argument that names the places if one has not come, or is
  /// not among them.
  DatasetView images(ImageRange range) const;

 private:
  Shape image_shape_;
  std::size_t class_count_;
  std::unique_ptr<std::uint8_t[]> pixels_;  ///< Uninitialised where nothing has come.
  std::unique_ptr<std::uint8_t[]> labels_;
  std::vector<std::uint8_t> here_;  ///< By place: whether its image has come.
};

}  // namespace atelier::data
