#pragma once

#include <cstddef>
#include <cstdint>

#include "atelier/data/augmentation/geometry.h"
#include "atelier/data/augmentation/image.h"

namespace atelier::data {

/// Bytes of memory that resample() needs beside its images.
std::size_t resampling_scratch_size(std::size_t height, std::size_t width);

/// As many as can be counted in single precision. No larger images than that need can be resampled.
inline constexpr std::size_t kLargestResamplingScratch = std::size_t{1} << 24;

/// What `source` shows at `map` of each pixel of `output`, which has the same size: interpolated
/// bilinearly between the four pixels around, all of those outside being 0, and scaled to [0, 1].
///
/// @param scratch resampling_scratch_size() bytes; what they hold does not matter.
void resample(const ByteImage& source, const AffineMap& map, const FloatImage& output,
              std::uint8_t* scratch);

}  // namespace atelier::data
