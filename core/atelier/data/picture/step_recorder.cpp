#include "atelier/data/picture/step_recorder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace atelier::data {

namespace {

std::uint8_t byte(float value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 255.0F)));
}

void write(const Color& color, std::uint8_t* rgba) {
  rgba[0] = byte(color.red);
  rgba[1] = byte(color.green);
  rgba[2] = byte(color.blue);
}

}  // namespace

std::uint8_t* StepRecorder::append(std::string_view name, std::size_t width, std::size_t height) {
  if (steps_ == nullptr)
    return nullptr;
  PreparationStep step = {.name = std::string(name), .width = width, .height = height, .rgba = {}};
  step.rgba.resize(4 * width * height, 255);
  steps_->push_back(std::move(step));
  return steps_->back().rgba.data();
}

void StepRecorder::append_grey(std::string_view name, const Plane<float>& picture) {
  std::uint8_t* rgba = append(name, picture.width, picture.height);
  if (rgba == nullptr)
    return;
  for (const float value : picture.values) {
    write({.red = value, .green = value, .blue = value}, rgba);
    rgba += 4;
  }
}

void StepRecorder::picture(const ReducedPicture& picture) {
  std::uint8_t* rgba = append("picture", picture.cells.width, picture.cells.height);
  if (rgba == nullptr)
    return;
  for (const Cell& cell : picture.cells.values) {
    const float opacity = std::max(cell.opacity, 1.0F / 255);
    write({.red = cell.premultiplied.red / opacity,
           .green = cell.premultiplied.green / opacity,
           .blue = cell.premultiplied.blue / opacity},
          rgba);
    rgba[3] = byte(255 * cell.opacity);
    rgba += 4;
  }
}

void StepRecorder::background(const Plane<Color>& ground) {
  std::uint8_t* rgba = append("background", ground.width, ground.height);
  if (rgba == nullptr)
    return;
  for (const Color& color : ground.values) {
    write(color, rgba);
    rgba += 4;
  }
}

void StepRecorder::garment(const Mask& garment) {
  append_mask("garment", garment, Mask(garment.width, garment.height));
}

void StepRecorder::filled(const Mask& garment, const Mask& enclosed) {
  append_mask("filled", garment, enclosed);
}

void StepRecorder::append_mask(std::string_view name, const Mask& garment, const Mask& enclosed) {
  if (steps_ == nullptr)
    return;
  Plane<float> picture(garment.width, garment.height);
  for (std::size_t i = 0; i < picture.values.size(); ++i)
    picture.values[i] = garment.values[i] != 0 ? 255.0F : enclosed.values[i] != 0 ? 128.0F : 0.0F;
  append_grey(name, picture);
}

void StepRecorder::tones(const Plane<float>& tones) {
  append_grey("tones", tones);
}

void StepRecorder::scaled(const Plane<float>& picture) {
  append_grey("scaled", picture);
}

void StepRecorder::prepared(std::span<const std::uint8_t> pixels) {
  if (steps_ == nullptr)
    return;
  Plane<float> picture(PreparedPicture::kSide, PreparedPicture::kSide);
  std::ranges::copy(pixels, picture.values.begin());
  append_grey("prepared", picture);
}

}  // namespace atelier::data
