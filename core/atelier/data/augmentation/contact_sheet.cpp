#include "atelier/data/augmentation/contact_sheet.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "atelier/base/message.h"
#include "atelier/data/scale.h"

namespace atelier::data {

namespace {

// In an image's pixels.
constexpr std::size_t kMargin = 4;
constexpr std::size_t kGap = 2;
constexpr std::size_t kGapAfterOriginals = 8;

constexpr std::uint8_t kPaper = 255;

void check_range(std::size_t value, std::size_t largest, const char* what) {
  if (value < 1 || value > largest) {
    throw std::invalid_argument(
        message("contact sheet: {} must be from 1 to {}, not {}", what, largest, value));
  }
}

void check_arguments(const DatasetView& data, std::span<const std::uint32_t> indices,
                     const ContactSheetOptions& options) {
  check_range(indices.size(), kMostSheetImages, "the number of images");
  check_range(options.versions, kMostSheetVersions, "the number of versions");
  check_range(options.magnification, kLargestSheetMagnification, "the magnification");
  if (data.image_shape[2] != 1) {
    throw std::invalid_argument(
        message("contact sheet: images must have one channel, not {}", data.image_shape[2]));
  }
  for (const std::uint32_t index : indices) {
    if (index >= data.size()) {
      throw std::invalid_argument(
          message("contact sheet: image {} of a data set of {} images", index, data.size()));
    }
  }
}

/// Puts an image of values 0 to 1 onto the sheet, its upper left corner at (left, top).
void paste(const std::vector<float>& values, std::size_t width, std::size_t magnification,
           std::size_t left, std::size_t top, Plane<std::uint8_t>& sheet) {
  for (std::size_t y = 0; y < values.size() / width * magnification; ++y) {
    for (std::size_t x = 0; x < width * magnification; ++x) {
      const float value = values[y / magnification * width + x / magnification];
      sheet.at(left + x, top + y) = static_cast<std::uint8_t>(std::lround(value * 255));
    }
  }
}

}  // namespace

std::vector<std::uint32_t> one_of_each_class(const DatasetView& data, std::size_t count) {
  std::vector<std::vector<std::uint32_t>> of_class(data.class_count);
  for (std::size_t i = 0; i < data.size(); ++i)
    of_class[data.labels[i]].push_back(static_cast<std::uint32_t>(i));
  // The first of each class, then the second of each, and so on.
  std::vector<std::uint32_t> indices;
  for (std::size_t row = 0; row < data.size(); ++row) {
    for (const std::vector<std::uint32_t>& images : of_class) {
      if (indices.size() == count)
        return indices;
      if (row < images.size())
        indices.push_back(images[row]);
    }
  }
  return indices;
}

Plane<std::uint8_t> contact_sheet(const DatasetView& data, std::span<const std::uint32_t> indices,
                                  const Augmentation& augmentation,
                                  const ContactSheetOptions& options) {
  check_arguments(data, indices, options);
  const std::size_t height = data.image_shape[0];
  const std::size_t width = data.image_shape[1];
  const std::size_t scale = options.magnification;
  const std::size_t images = indices.size();

  Plane<std::uint8_t> sheet(
      scale * (2 * kMargin + width + kGapAfterOriginals + options.versions * (width + kGap) - kGap),
      scale * (2 * kMargin + images * (height + kGap) - kGap));
  std::ranges::fill(sheet.values, kPaper);

  std::vector<float> values(height * width);
  std::vector<std::uint8_t> scratch(augmentation.scratch_size());
  for (std::size_t row = 0; row < images; ++row) {
    const std::uint8_t* image = data.pixels.data() + indices[row] * values.size();
    const std::size_t top = scale * (kMargin + row * (height + kGap));
    scale_bytes(image, values.size(), values.data());
    paste(values, width, scale, scale * kMargin, top, sheet);
    for (std::size_t version = 0; version < options.versions; ++version) {
      augmentation.apply(image, static_cast<std::uint32_t>(version + 1), indices[row],
                         data.labels[indices[row]], values.data(), scratch.data());
      const std::size_t column = kMargin + width + kGapAfterOriginals + version * (width + kGap);
      paste(values, width, scale, scale * column, top, sheet);
    }
  }
  return sheet;
}

}  // namespace atelier::data
