#include "atelier/data/arriving_dataset.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "atelier/base/message.h"
#include "atelier/data/dataset_checks.h"

namespace atelier::data {

ArrivingDataset::ArrivingDataset(const Shape& image_shape, std::size_t class_count,
                                 std::size_t size)
    : image_shape_(image_shape), class_count_(class_count), here_(size) {
  check_dataset_kind(image_shape, class_count);
}

void ArrivingDataset::put(std::size_t first, std::span<const std::uint8_t> pixels,
                          std::span<const std::uint8_t> labels) {
  check_images({.image_shape = image_shape_,
                .pixels = pixels,
                .labels = labels,
                .class_count = class_count_});
  if (first > size() || labels.size() > size() - first) {
    throw std::invalid_argument(
        message("dataset: {} images from place {} on, of {} places", labels.size(), first, size()));
  }
  const std::size_t image_size = image_shape_.element_count();
  if (!pixels_) {
    auto memory = std::make_unique_for_overwrite<std::uint8_t[]>(size() * image_size);
    labels_ = std::make_unique_for_overwrite<std::uint8_t[]>(size());
    pixels_ = std::move(memory);
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (here_[first + i] != 0)
      continue;
    std::ranges::copy(pixels.subspan(i * image_size, image_size),
                      pixels_.get() + (first + i) * image_size);
    labels_[first + i] = labels[i];
    here_[first + i] = 1;
  }
}

bool ArrivingDataset::has(ImageRange range) const {
  if (range.first > size() || range.count > size() - range.first)
    return false;
  return std::ranges::all_of(std::span(here_).subspan(range.first, range.count),
                             [](std::uint8_t here) { return here != 0; });
}

DatasetView ArrivingDataset::images(ImageRange range) const {
  if (!has(range)) {
    throw std::invalid_argument(message(
        "dataset: of the {} images from place {} on, not all are here", range.count, range.first));
  }
  const std::size_t image_size = image_shape_.element_count();
  return {.image_shape = image_shape_,
          .pixels = {pixels_.get() + range.first * image_size, range.count * image_size},
          .labels = {labels_.get() + range.first, range.count},
          .class_count = class_count_};
}

}  // namespace atelier::data
