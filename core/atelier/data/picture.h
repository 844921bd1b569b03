#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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
  bool blank = false;                ///< There is nothing to see: pixels are all 0.
  bool inverted = false;             ///< The picture was dark on light.
  bool outline = false;              ///< It was an outline drawing, and was filled.
  // Where the garment was found, in the picture's pixels.
  std::size_t left = 0;
  std::size_t top = 0;
  std::size_t width = 0;
  std::size_t height = 0;
};

/// A picture on the way from what came in to what the network sees, as it can be shown.
struct PreparationStep {
  std::string name;  ///< One of kPreparationSteps.
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<std::uint8_t> rgba;  ///< [height, width, 4]
};

/// The names of all steps, in order:
/// - picture: averaged over squares of pixels, without a thin frame;
/// - background: what was found to lie behind the garment;
/// - garment: what stands out from it, white on black;
/// - filled: the same with what an outline encloses in grey (only for outline drawings);
/// - tones: how bright each part of the garment becomes;
/// - scaled: these at 28x28;
/// - prepared: sharpened and levelled, as the network sees it.
/// Where nothing was found, those up to garment alone.
inline constexpr std::array<std::string_view, 7> kPreparationSteps = {
    "picture", "background", "garment", "filled", "tones", "scaled", "prepared"};

/// Brings any picture to Fashion-MNIST's form, after the data set's own pipeline (Xiao et al. 2017,
/// section 2): leaves out a thin frame, finds the background (a colour, or an even gradient, with
/// noise), and what stands out from it; fills outline drawings; trims to the garment, makes it
/// bright on black, scales the longest edge to 28 with an area filter, centres, sharpens, levels
/// the contrast. What is blank, mere noise or a single straight line is nothing to see.
///
/// @param steps if not null, the pictures on the way are appended.
/// Throws std::invalid_argument if a side is 0 or
/// above kLargestPictureSide, or the bytes do not match the sizes.
PreparedPicture prepare(const PictureView& picture, std::vector<PreparationStep>* steps = nullptr);

}  // namespace atelier::data
