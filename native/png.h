#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace atelier::cli {

/// What a pixel's bytes are; the value is how many.
enum class PngColor { kGrey = 1, kRgba = 4 };

/// A PNG file's bytes of a picture, 8 bits a channel, [height, width, channels]. Throws
/// std::invalid_argument if the sizes do not match the pixels.
std::vector<std::uint8_t> png_of(std::span<const std::uint8_t> pixels, std::size_t width,
                                 std::size_t height, PngColor color = PngColor::kGrey);

}  // namespace atelier::cli
