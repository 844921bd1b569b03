#include "atelier/ops/window.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <stdexcept>

namespace {

using atelier::Shape;
using atelier::ops::Padding;
using atelier::ops::Window;
using atelier::ops::WindowOptions;
using Catch::Matchers::Message;

}  // namespace

TEST_CASE("A valid window crops what does not fill a stride", "[ops]") {
  const Window window("conv2d", {9, 10, 4}, {3, 2, 2, 3, Padding::kValid});
  CHECK(window.output_height == 4);
  CHECK(window.output_width == 3);
  CHECK(window.channels == 4);
  CHECK(window.padding_top + window.padding_bottom == 0);
  CHECK(window.padding_left + window.padding_right == 0);
}

TEST_CASE("A same window pads evenly, the odd one at the bottom and right", "[ops]") {
  const Window window("conv2d", {6, 5, 1}, {3, 4, 2, 1, Padding::kSame});
  CHECK(window.output_height == 3);
  CHECK(window.padding_top == 0);
  CHECK(window.padding_bottom == 1);
  CHECK(window.output_width == 5);
  CHECK(window.padding_left == 1);
  CHECK(window.padding_right == 2);
}

TEST_CASE("A same window whose stride skips pixels needs no padding", "[ops]") {
  const Window window("max_pooling2d", {7, 7, 1}, {2, 2, 4, 5, Padding::kSame});
  CHECK(window.output_height == 2);
  CHECK(window.output_width == 2);
  CHECK(window.padding_top + window.padding_bottom + window.padding_left + window.padding_right ==
        0);
}

TEST_CASE("Outputs and pixels inside the image agree with each other", "[ops]") {
  const std::size_t input = GENERATE(1, 2, 5, 6);
  const std::size_t size = GENERATE(1, 2, 3, 5, 7);
  const std::size_t stride = GENERATE(1, 2, 3, 8);
  const Window window("conv2d", {input, input, 1}, {size, size, stride, stride, Padding::kSame});
  for (std::size_t output = 0; output < window.output_height; ++output) {
    const auto pixels =
        atelier::ops::pixels_inside(output, size, stride, window.padding_top, input);
    CHECK(pixels.first < pixels.end);
    for (std::size_t tap = 0; tap < size; ++tap) {
      const auto outputs = atelier::ops::outputs_inside(tap, stride, window.padding_top, input,
                                                        window.output_height);
      const std::size_t padded = output * stride + tap;
      const bool inside = padded >= window.padding_top && padded - window.padding_top < input;
      CHECK(inside == (output >= outputs.first && output < outputs.end));
      CHECK(inside == (padded >= window.padding_top + pixels.first &&
                       padded < window.padding_top + pixels.end));
    }
  }
}

TEST_CASE("A window says what does not fit", "[ops]") {
  const WindowOptions good = {2, 2, 1, 1, Padding::kValid};
  CHECK_THROWS_MATCHES(Window("max_pooling2d", {3, 1, 8}, good), std::invalid_argument,
                       Message("max_pooling2d: kernel 2x2 does not fit input 3x1"));
  CHECK_THROWS_MATCHES(
      Window("conv2d", {28, 28}, good), std::invalid_argument,
      Message("conv2d: input [28, 28] is no image, [height, width, channels] above 0"));
  CHECK_THROWS_MATCHES(
      Window("conv2d", {28, 28, 0}, good), std::invalid_argument,
      Message("conv2d: input [28, 28, 0] is no image, [height, width, channels] above 0"));
  CHECK_THROWS_MATCHES(Window("conv2d", {28, 28, 1}, {0, 3, 1, 1, Padding::kSame}),
                       std::invalid_argument, Message("conv2d: kernel 0x3 is not within 1 to 255"));
  CHECK_THROWS_MATCHES(Window("conv2d", {28, 28, 1}, {3, 3, 1, 256, Padding::kSame}),
                       std::invalid_argument,
                       Message("conv2d: stride 1x256 is not within 1 to 255"));
}
