#pragma once

#include <cstdint>
#include <span>

namespace atelier::cli {

/// How a JPEG's rows and columns lie in the picture as it was taken: the Exif tag Orientation
/// (Exif 2.32, section 4.6.4), 1 to 8. 1, upright, if the file does not say, or says it in a way
/// that is damaged.
int exif_orientation(std::span<const std::uint8_t> jpeg);

}  // namespace atelier::cli
