#include "atelier/data/dataset.h"

#include <stdexcept>

#include "atelier/base/message.h"
#include "atelier/data/dataset_checks.h"

namespace atelier::data {

DatasetView DatasetView::slice(std::size_t first, std::size_t count) const {
  if (first > size() || count > size() - first) {
    throw std::out_of_range(
        message("dataset slice: {} images from {} on, but there are {}", count, first, size()));
  }
  const std::size_t image_size = image_shape.element_count();
  return {.image_shape = image_shape,
          .pixels = pixels.subspan(first * image_size, count * image_size),
          .labels = labels.subspan(first, count),
          .class_count = class_count};
}

Dataset::Dataset(const Shape& image_shape, std::size_t class_count)
    : image_shape_(image_shape), class_count_(class_count) {
  check_dataset_kind(image_shape, class_count);
}

void Dataset::reserve(std::size_t count) {
  labels_.reserve(count);
  pixels_.reserve(count * image_shape_.element_count());
}

void Dataset::append(std::span<const std::uint8_t> pixels, std::span<const std::uint8_t> labels) {
  check_images({.image_shape = image_shape_,
                .pixels = pixels,
                .labels = labels,
                .class_count = class_count_});
  const std::size_t old_size = labels_.size();
  labels_.insert(labels_.end(), labels.begin(), labels.end());
  try {
    pixels_.insert(pixels_.end(), pixels.begin(), pixels.end());
  } catch (...) {
    labels_.resize(old_size);
    throw;
  }
}

DatasetView Dataset::view() const {
  return {.image_shape = image_shape_,
          .pixels = pixels_,
          .labels = labels_,
          .class_count = class_count_};
}

}  // namespace atelier::data
