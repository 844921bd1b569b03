#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace atelier::cli {

/// A PNG file's bytes of a grey picture, 8 bits a pixel, [height, width]. Throws
/// std::invalid_argument if the sizes do not match the pixels.
std::vector<std::uint8_t> png_of(std::span<const std::uint8_t> pixels, std::size_t width,
                                 std::size_t height);

}  // namespace atelier::cli
