#pragma once

#include <memory>
#include <vector>

#include "atelier/data/augmentation/image.h"
#include "atelier/data/augmentation/key.h"
#include "atelier/data/augmentation/options.h"

namespace atelier::data {

/// A random change of an image's values, in place, after the geometric changes. To add one: its
/// options, a value of AugmentationDraw, a file with the step and a factory, a line in
/// make_steps().
class AugmentationStep {
 public:
  AugmentationStep() = default;
  AugmentationStep(const AugmentationStep&) = delete;
  AugmentationStep& operator=(const AugmentationStep&) = delete;
  virtual ~AugmentationStep() = default;

  /// Changes the image as the key decides; called from several threads at once. Values are from 0
  /// to 1, before and after. Does not throw.
  virtual void apply(const FloatImage& image, const AugmentationKey& key) const = 0;
};

using AugmentationSteps = std::vector<std::unique_ptr<const AugmentationStep>>;

/// Contrast and brightness; null if both are off.
std::unique_ptr<const AugmentationStep> make_tone_step(const AugmentationOptions& options);

/// Random erasing; null if it is off.
std::unique_ptr<const AugmentationStep> make_erasing_step(const AugmentationOptions& options);

/// All steps that are on, in the order in which they are applied.
AugmentationSteps make_steps(const AugmentationOptions& options);

}  // namespace atelier::data
