#include "atelier/data/dataset_checks.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "atelier/base/label.h"
#include "atelier/base/message.h"

namespace atelier::data {

namespace {

// Far above what any network here takes, and low enough that sizes cannot overflow.
constexpr std::uint64_t kLargestSide = std::uint64_t{1} << 16;
constexpr std::uint64_t kLargestImage = std::uint64_t{1} << 28;

}  // namespace

void check_dataset_kind(const Shape& image_shape, std::size_t class_count) {
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
  if (class_count < 1 || class_count > kMostClasses) {
    throw std::invalid_argument(
        message("dataset: expected 1 to {} classes, got {}", kMostClasses, class_count));
  }
}

void check_images(const DatasetView& images) {
  const std::size_t image_size = images.image_shape.element_count();
  const auto& [shape, pixels, labels, class_count] = images;
  if (pixels.size() / image_size != labels.size() || pixels.size() % image_size != 0) {
    throw std::invalid_argument(
        message("dataset: {} labels need as many images of {} bytes each, got {} bytes",
                labels.size(), image_size, pixels.size()));
  }
  const auto too_large = std::ranges::find_if(
      labels, [&images](std::uint8_t label) { return label >= images.class_count; });
  if (too_large != labels.end()) {
    throw std::invalid_argument(message("dataset: label {} is {}, but there are only {} classes",
                                        too_large - labels.begin(), *too_large, class_count));
  }
}

}  // namespace atelier::data
