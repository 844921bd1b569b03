#include "atelier/data/augmentation/options.h"

#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::data {

bool is_on(const AugmentationOptions& options) {
  return options.flip > 0 || options.shift > 0 || options.translation > 0 || options.rotation > 0 ||
         options.zoom > 0 || options.contrast > 0 || options.brightness > 0 ||
         options.erasing > 0 || options.sketch > 0 || options.drawing > 0 || options.clutter > 0;
}

void check(const AugmentationOptions& options) {
  for (const AugmentationNumber& number : kAugmentationNumbers) {
    const float value = options.*number.value;
    if (!(value >= 0 && value <= number.largest)) {
      throw std::invalid_argument(message("augmentation: {} must be from 0 to {}, not {}",
                                          number.name, number.largest, value));
    }
  }
  if (options.shift > kLargestShift) {
    throw std::invalid_argument(message("augmentation: shift must be from 0 to {} pixels, not {}",
                                        kLargestShift, options.shift));
  }
  if (options.erasing_smallest > options.erasing_largest) {
    throw std::invalid_argument(
        message("augmentation: erasing_smallest must not be above erasing_largest, but {} is "
                "above {}",
                options.erasing_smallest, options.erasing_largest));
  }
}

}  // namespace atelier::data
