#include "atelier/data/dataset.h"

#include <algorithm>
#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::data {

namespace {

// Far above what any network here takes, and low enough that sizes cannot overflow.
constexpr std::uint64_t kLargestSide = std::uint64_t{1} << 16;
constexpr std::uint64_t kLargestImage = std::uint64_t{1} << 28;
constexpr std::size_t kLargestClassCount = 256;

}  // namespace

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
  const bool fits =
      image_shape.rank() == 3 && std::ranges::all_of(image_shape, [](std::uint64_t side) {
        return side >= 1 && side <= kLargestSide;
      });
  if (!fits || std::uint64_t{image_shape[0]} * image_shape[1] * image_shape[2] > kLargestImage) {
    throw std::invalid_argument(
        message("dataset: expected images of shape [height, width, channels], each at least 1 "
                "and at most {}, together at most {} values; got {}",
                kLargestSide, kLargestImage, image_shape.to_string()));
  }
  if (class_count < 1 || class_count > kLargestClassCount) {
    throw std::invalid_argument(
        message("dataset: expected 1 to {} classes, got {}", kLargestClassCount, class_count));
  }
}

void Dataset::reserve(std::size_t count) {
  labels_.reserve(count);
  pixels_.reserve(count * image_shape_.element_count());
}

void Dataset::append(std::span<const std::uint8_t> pixels, std::span<const std::uint8_t> labels) {
  const std::size_t image_size = image_shape_.element_count();
  if (pixels.size() / image_size != labels.size() || pixels.size() % image_size != 0) {
    throw std::invalid_argument(
        message("dataset: {} labels need as many images of {} bytes each, got {} bytes",
                labels.size(), image_size, pixels.size()));
  }
  const auto too_large =
      std::ranges::find_if(labels, [this](std::uint8_t label) { return label >= class_count_; });
  if (too_large != labels.end()) {
    throw std::invalid_argument(message("dataset: label {} is {}, but there are only {} classes",
                                        too_large - labels.begin(), *too_large, class_count_));
  }
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
