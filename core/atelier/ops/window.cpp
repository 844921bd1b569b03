#include "atelier/ops/window.h"

#include <algorithm>
#include <stdexcept>

namespace atelier::ops {

namespace {

std::string pair(std::size_t height, std::size_t width) {
  return std::to_string(height) + "x" + std::to_string(width);
}

void check_sides(const std::string& operation, const char* what, std::size_t height,
                 std::size_t width) {
  if (std::min(height, width) == 0 || std::max(height, width) > kLargestWindowSide) {
    throw std::invalid_argument(operation + ": " + what + " " + pair(height, width) +
                                " is not within 1 to " + std::to_string(kLargestWindowSide));
  }
}

struct Axis {
  std::size_t output;
  std::size_t padding_before;
  std::size_t padding_after;
};

Axis axis(std::size_t input, std::size_t size, std::size_t stride, Padding padding) {
  if (padding == Padding::kValid) {
    return {(input - size) / stride + 1, 0, 0};
  }
  const std::size_t output = (input + stride - 1) / stride;
  const std::size_t covered = (output - 1) * stride + size;
  const std::size_t total = covered > input ? covered - input : 0;
  return {output, total / 2, total - total / 2};
}

}  // namespace

Window::Window(const std::string& operation, const Shape& input, const WindowOptions& options)
    : options(options) {
  if (input.rank() != 3 || input.element_count() == 0) {
    throw std::invalid_argument(operation + ": input " + input.to_string() +
                                " is no image, [height, width, channels] above 0");
  }
  check_sides(operation, "kernel", options.height, options.width);
  check_sides(operation, "stride", options.stride_height, options.stride_width);
  input_height = input[0];
  input_width = input[1];
  channels = input[2];
  if (options.padding == Padding::kValid &&
      (options.height > input_height || options.width > input_width)) {
    throw std::invalid_argument(operation + ": kernel " + pair(options.height, options.width) +
                                " does not fit input " + pair(input_height, input_width));
  }
  const Axis rows = axis(input_height, options.height, options.stride_height, options.padding);
  output_height = rows.output;
  padding_top = rows.padding_before;
  padding_bottom = rows.padding_after;
  const Axis columns = axis(input_width, options.width, options.stride_width, options.padding);
  output_width = columns.output;
  padding_left = columns.padding_before;
  padding_right = columns.padding_after;
}

WindowRange pixels_inside(std::size_t output, std::size_t size, std::size_t stride,
                          std::size_t padding, std::size_t input) {
  const std::size_t first = output * stride;  // Counted from the start of the padding.
  return {first > padding ? first - padding : 0, std::min(first + size - padding, input)};
}

WindowRange outputs_inside(std::size_t tap, std::size_t stride, std::size_t padding,
                           std::size_t input, std::size_t outputs) {
  const std::size_t first = tap < padding ? (padding - tap + stride - 1) / stride : 0;
  const std::size_t after = input + padding;
  const std::size_t end = tap < after ? std::min(outputs, (after - tap - 1) / stride + 1) : 0;
  return {std::min(first, end), end};
}

}  // namespace atelier::ops
