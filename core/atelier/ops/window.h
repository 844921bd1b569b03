#pragma once

#include <cstddef>
#include <string>

#include "atelier/base/shape.h"

namespace atelier::ops {

/// How a sliding window treats the image's edge, with Keras' meanings.
enum class Padding {
  /// The window stays inside: the output shrinks, and what does not fill a stride is cropped.
  kValid,
  /// Zeros around, as evenly as can be (the odd one at the bottom and right): output =
  /// ceil(input / stride).
  kSame,
};

/// Largest height, width and stride of a window, in pixels: keeps XNNPACK's tables of pointers (one
/// for each pixel of the window and of the output) in bounds.
inline constexpr std::size_t kLargestWindowSide = 255;

/// The sizes of a convolution's or pooling's sliding window, each 1 to kLargestWindowSide.
struct WindowOptions {
  std::size_t height = 1;         ///< Of the window, in pixels.
  std::size_t width = 1;          ///< Likewise.
  std::size_t stride_height = 1;  ///< Pixels from one window to the next.
  std::size_t stride_width = 1;   ///< Likewise.
  Padding padding = Padding::kValid;

  friend bool operator==(const WindowOptions&, const WindowOptions&) = default;
};

/// A window applied to images of one size: what comes out, and how many zeros lie around the image.
struct Window {
  /// Throws std::invalid_argument, with `operation` first, if a size or stride is out of range, if
  /// `input` is not [H, W, C] with sizes above 0, or if the window does not fit:
  /// "conv2d: kernel 5x5 does not fit input 3x3".
  Window(const std::string& operation, const Shape& input, const WindowOptions& options);

  WindowOptions options;
  std::size_t input_height = 0;
  std::size_t input_width = 0;
  std::size_t channels = 0;  ///< Of the input.
  std::size_t output_height = 0;
  std::size_t output_width = 0;
  std::size_t padding_top = 0;
  std::size_t padding_bottom = 0;
  std::size_t padding_left = 0;
  std::size_t padding_right = 0;
};

/// Positions first, ..., end - 1 on one axis.
struct WindowRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// The rows (or columns) of the image that the window covers when it is at output `output` of that
/// axis; empty where it is over padding alone.
/// @param size    of the window on that axis.
/// @param padding before the image on that axis.
/// @param input   the image's size on that axis.
WindowRange pixels_inside(std::size_t output, std::size_t size, std::size_t stride,
                          std::size_t padding, std::size_t input);

/// The outputs at which row (or column) `tap` of the window lies inside the image; may be empty.
/// @param outputs how many outputs the axis has.
WindowRange outputs_inside(std::size_t tap, std::size_t stride, std::size_t padding,
                           std::size_t input, std::size_t outputs);

}  // namespace atelier::ops
