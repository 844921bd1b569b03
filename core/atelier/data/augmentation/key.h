#pragma once

#include <cstdint>

#include "atelier/base/random.h"

namespace atelier::data {

/// What is drawn for an image. Each has random numbers of its own, so that turning one change on
/// leaves the others as they were: the same images are mirrored with and without rotation.
enum class AugmentationDraw : std::uint32_t {
  kFlip,
  kShift,
  kTranslation,
  kRotation,
  kZoom,
  kContrast,
  kBrightness,
  kErasing,
  kSketchShape,
  kSketchTone,
  kClutter,
};

/// All that decides how an image is changed, together with the options.
struct AugmentationKey {
  std::uint64_t seed = 0;   ///< The run's.
  std::uint32_t epoch = 0;  ///< Which time the image is seen.
  std::uint32_t index = 0;  ///< Of the image in its data set.
  std::uint8_t label = 0;   ///< Its class.

  /// The random numbers for `draw`: kNumbers of them before those of the next draw begin.
  RandomStream numbers(AugmentationDraw draw) const {
    RandomStream random(seed, RandomPurpose::kAugmentation, epoch, index);
    random.skip(kNumbers * static_cast<std::uint64_t>(draw));
    return random;
  }

  static constexpr std::uint64_t kNumbers = 16;
};

}  // namespace atelier::data
