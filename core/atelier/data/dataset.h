#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atelier/base/shape.h"

namespace atelier::data {

/// Labelled images that somebody else owns: the whole of a Dataset or a run of consecutive images
/// of it.
struct DatasetView {
  Shape image_shape;                     ///< [H, W, C]
  std::span<const std::uint8_t> pixels;  ///< [count, H, W, C], 0 to 255
  std::span<const std::uint8_t> labels;  ///< [count]
  std::size_t class_count = 0;           ///< Every label is below it.

  std::size_t size() const { return labels.size(); }

  /// Images first, ..., first + count - 1. Throws std::out_of_range if there are not so many.
  DatasetView slice(std::size_t first, std::size_t count) const;
};

/// A run of consecutive images of a data set, by their places.
struct ImageRange {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Labelled 8-bit images in memory. They stay bytes: a batch is scaled to float as it is assembled,
/// which keeps all of Fashion-MNIST in 55 MB.
class Dataset {
 public:
  /// @param image_shape [H, W, C]
  Dataset(const Shape& image_shape, std::size_t class_count);

  /// Takes memory for `count` images at once, so that appending does not move them.
  void reserve(std::size_t count);

  /// Adds images. Throws std::invalid_argument, leaving everything as it was, if the sizes do not
  /// match each other or the image shape, or a label is not below the class count (naming its
  /// position and value).
  void append(std::span<const std::uint8_t> pixels, std::span<const std::uint8_t> labels);

  std::size_t size() const { return labels_.size(); }

  /// All images; invalid after the next append.
  DatasetView view() const;

 private:
  Shape image_shape_;
  std::size_t class_count_;
  std::vector<std::uint8_t> pixels_;
  std::vector<std::uint8_t> labels_;
};

}  // namespace atelier::data
