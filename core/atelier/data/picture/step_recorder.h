#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "atelier/data/picture.h"
#include "atelier/data/picture/reduced_picture.h"

namespace atelier::data {

/// Keeps pictures of the steps of prepare(), named after kPreparationSteps, if anybody asked for
/// them.
class StepRecorder {
 public:
  /// @param steps where they go; null: nowhere.
  explicit StepRecorder(std::vector<PreparationStep>* steps) : steps_(steps) {}

  void picture(const ReducedPicture& picture);
  void background(const Plane<Color>& ground);
  void garment(const Mask& garment);
  void filled(const Mask& garment, const Mask& enclosed);
  void tones(const Plane<float>& tones);
  void scaled(const Plane<float>& picture);
  void prepared(std::span<const std::uint8_t> pixels);

 private:
  /// Appends a step, all white. Its pixels, red, green, blue, alpha, to be written; null if nobody
  /// asked.
  std::uint8_t* append(std::string_view name, std::size_t width, std::size_t height);

  /// White where there is garment, grey where something is enclosed.
  void append_mask(std::string_view name, const Mask& garment, const Mask& enclosed);

  void append_grey(std::string_view name, const Plane<float>& picture);

  std::vector<PreparationStep>* steps_;
};

}  // namespace atelier::data
