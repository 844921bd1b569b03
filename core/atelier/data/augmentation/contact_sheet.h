#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "atelier/data/augmentation/augmentation.h"
#include "atelier/data/dataset.h"
#include "atelier/data/picture/plane.h"

namespace atelier::data {

/// The largest values of a contact sheet's numbers; the smallest are 1.
inline constexpr std::size_t kMostSheetImages = 64;
inline constexpr std::size_t kMostSheetVersions = 64;
inline constexpr std::size_t kLargestSheetMagnification = 16;

/// How a contact sheet is laid out.
struct ContactSheetOptions {
  std::size_t versions = 8;       ///< Changed versions of each image.
  std::size_t magnification = 3;  ///< A pixel of an image becomes a square of so many.
};

/// `count` images for a contact sheet: the first of each class, in the classes' order, then the
/// second of each, and so on. A class that has no more is passed over; fewer are returned where all
/// have no more.
std::vector<std::uint32_t> one_of_each_class(const DatasetView& data, std::size_t count);

/// A picture of what an augmentation does: a row for each image, first as it is, then as training
/// sees it in epochs 1, 2, ..., on white. 0 is black, 255 white.
///
/// Throws std::invalid_argument if there are no images or more than kMostSheetImages, an index is
/// not below data.size(), an image has more than one channel, or an option is outside its range.
Plane<std::uint8_t> contact_sheet(const DatasetView& data, std::span<const std::uint32_t> indices,
                                  const Augmentation& augmentation,
                                  const ContactSheetOptions& options = {});

}  // namespace atelier::data
