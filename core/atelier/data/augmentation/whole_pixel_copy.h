#pragma once

#include <cstddef>

#include "atelier/data/augmentation/image.h"

namespace atelier::data {

/// Copies `source`, scaled to [0, 1], mirrored if asked for and then moved by whole pixels
/// (negative ones go left and up); 0 where nothing was. Both have the same size.
void copy_whole_pixels(const ByteImage& source, bool mirrored, std::ptrdiff_t right,
                       std::ptrdiff_t down, const FloatImage& output);

}  // namespace atelier::data
