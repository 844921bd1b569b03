#pragma once

#include <cstddef>
#include <string>

#include "atelier/base/shape.h"

namespace atelier::ops {

/// How a sliding window treats the image's edge, with Keras' meanings.
enum class Padding {
  kValid,  ///< The window stays inside: the output shrinks, and what does not fill a stride is cropped.
  kSame,   ///< Zeros around, as evenly as can be (the odd one at the bottom and right): output = ceil(input / stride).
};

/// The sizes of a convolution's or pooling's sliding window.
struct WindowOptions {
  std::size_t height = 1;         ///< Of the window, in pixels; at least 1.
  std::size_t width = 1;          ///< At least 1.
  std::size_t stride_height = 1;  ///< Pixels from one window to the next; at least 1.
  std::size_t stride_width = 1;   ///< At least 1.
  Padding padding = Padding::kValid;
};

/// A window applied to images of one size: what comes out, and how many zeros lie around the image.
struct Window {
  /// Throws std::invalid_argument, with `operation` first, if a size or stride is 0, if `input` is not [H, W, C], or if
  /// the window does not fit: "conv2d: kernel 5x5 does not fit input 3x3".
  Window(const std::string& operation, const Shape& input, const WindowOptions& options);

  WindowOptions options;
  std::size_t input_height;
  std::size_t input_width;
  std::size_t channels;  ///< Of the input.
  std::size_t output_height;
  std::size_t output_width;
  std::size_t padding_top;
  std::size_t padding_bottom;
  std::size_t padding_left;
  std::size_t padding_right;
};

}  // namespace atelier::ops
