#pragma once

#include <cstddef>

#include "atelier/data/dataset.h"

namespace atelier::data {

/// Throws std::invalid_argument unless data sets can be of such images and so many classes.
void check_dataset_kind(const Shape& image_shape, std::size_t class_count);

/// Throws std::invalid_argument if the sizes do not match each other or the image shape, or a label
/// is not below the class count (naming its position and value).
void check_images(const DatasetView& images);

}  // namespace atelier::data
