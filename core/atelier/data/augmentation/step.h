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

/// Makes drawings of photographs, as data::prepare() leaves the drawings that people make: another
/// proportion, filling the frame, and inside the silhouette one of seven looks (as it was, an
/// outline with its seams, a silhouette, a flat tone with a bright rim, few flat tones, inverted
/// tones, a silhouette with dark seams), with or without a band of another tone across. Null if it
/// is off.
std::unique_ptr<const AugmentationStep> make_sketch_step(const AugmentationOptions& options);

/// Puts a drawing of such a garment in the image's place: one of its outlines, each time by
/// another hand, as data::prepare() would leave it: an outline filled in grey, flat tones, or a
/// silhouette with gaps. Or one of what is no garment, for images that become clutter. Null if both
/// are off.
std::unique_ptr<const AugmentationStep> make_drawing_step(const AugmentationOptions& options);

/// Whether the image becomes clutter: a drawing of no garment.
bool becomes_clutter(const AugmentationOptions& options, const AugmentationKey& key);

/// Random erasing; null if it is off.
std::unique_ptr<const AugmentationStep> make_erasing_step(const AugmentationOptions& options);

/// All steps that are on, in the order in which they are applied.
AugmentationSteps make_steps(const AugmentationOptions& options);

}  // namespace atelier::data
