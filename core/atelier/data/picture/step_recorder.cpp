#include "atelier/data/picture/step_recorder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace atelier::data {

namespace {

using Rgba = std::array<std::uint8_t, 4>;

std::uint8_t byte(float value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 255.0F)));
}

Rgba opaque(const Color& color) {
  return {byte(color.red), byte(color.green), byte(color.blue), 255};
}

Rgba grey(float value) {
  return opaque({.red = value, .green = value, .blue = value});
}

}  // namespace

template <typename Pixel>
void StepRecorder::append(std::string_view name, std::size_t width, std::size_t height,
                          const Pixel& pixel) {
  if (steps_ == nullptr)
    return;
  PreparationStep step = {.name = std::string(name), .width = width, .height = height, .rgba = {}};
  step.rgba.reserve(4 * width * height);
  for (std::size_t i = 0; i < width * height; ++i) {
    const Rgba rgba = pixel(i);
    step.rgba.insert(step.rgba.end(), rgba.begin(), rgba.end());
  }
  steps_->push_back(std::move(step));
}

void StepRecorder::picture(const ReducedPicture& picture) {
  append("picture", picture.cells.width, picture.cells.height, [&](std::size_t i) {
    const Cell& cell = picture.cells.values[i];
    const float opacity = std::max(cell.opacity, 1.0F / 255);
    Rgba rgba = opaque({.red = cell.premultiplied.red / opacity,
                        .green = cell.premultiplied.green / opacity,
                        .blue = cell.premultiplied.blue / opacity});
    rgba[3] = byte(255 * cell.opacity);
    return rgba;
  });
}

void StepRecorder::background(const Plane<Color>& ground) {
  append("background", ground.width, ground.height,
         [&](std::size_t i) { return opaque(ground.values[i]); });
}

void StepRecorder::garment(const Mask& garment) {
  append("garment", garment.width, garment.height,
         [&](std::size_t i) { return grey(garment.values[i] != 0 ? 255.0F : 0.0F); });
}

void StepRecorder::filled(const Mask& garment, const Mask& enclosed) {
  append("filled", garment.width, garment.height, [&](std::size_t i) {
    if (garment.values[i] != 0)
      return grey(255);
    return grey(enclosed.values[i] != 0 ? 128.0F : 0.0F);
  });
}

void StepRecorder::tones(const Plane<float>& tones) {
  append("tones", tones.width, tones.height, [&](std::size_t i) { return grey(tones.values[i]); });
}

void StepRecorder::scaled(const Plane<float>& picture) {
  append("scaled", picture.width, picture.height,
         [&](std::size_t i) { return grey(picture.values[i]); });
}

void StepRecorder::prepared(std::span<const std::uint8_t> pixels) {
  append("prepared", PreparedPicture::kSide, PreparedPicture::kSide,
         [&](std::size_t i) { return grey(static_cast<float>(pixels[i])); });
}

}  // namespace atelier::data
