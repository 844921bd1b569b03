#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace atelier::data {

/// A picture as people have them: rows of red, green, blue, alpha, 8 bits each, alpha not
/// premultiplied.
struct PictureView {
  std::size_t width = 0;
  std::size_t height = 0;
  std::span<const std::uint8_t> rgba;  ///< [height, width, 4]
};

/// Largest width or height that prepare() takes, in pixels.
inline constexpr std::size_t kLargestPictureSide = 16'384;

/// What the network sees of a picture, and what was done to get there.
struct PreparedPicture {
  static constexpr std::size_t kSide = 28;
  std::vector<std::uint8_t> pixels;  ///< [28, 28], garment bright on black, as in Fashion-MNIST.
  bool blank = false;                ///< Nothing stood out from the background: pixels are all 0.
  bool inverted = false;             ///< The picture was dark on light.
  // Where the garment was found, in the picture's pixels.
  std::size_t left = 0;
  std::size_t top = 0;
  std::size_t width = 0;
  std::size_t height = 0;
};

/// Brings any picture to Fashion-MNIST's form, after the data set's own pipeline (Xiao et al. 2017,
/// section 2): finds the background, trims to the garment, scales the longest edge to 28 with an
/// area filter, centres, makes it bright on black. Throws std::invalid_argument if a side is 0 or
/// above kLargestPictureSide, or the bytes do not match the sizes.
PreparedPicture prepare(const PictureView& picture);

}  // namespace atelier::data
