#include "atelier/data/augmentation/step.h"

#include <utility>

namespace atelier::data {

AugmentationSteps make_steps(const AugmentationOptions& options) {
  AugmentationSteps steps;
  // What is erased stays erased: last. A drawing's tones are not the photograph's, which contrast
  // and brightness are about: before them.
  for (const auto make : {make_sketch_step, make_drawing_step, make_tone_step, make_erasing_step}) {
    if (std::unique_ptr<const AugmentationStep> step = make(options))
      steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace atelier::data
