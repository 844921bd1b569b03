#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "atelier/base/shape.h"
#include "atelier/data/augmentation/options.h"
#include "atelier/data/augmentation/step.h"

namespace atelier::data {

/// Random changes of training images, so that a network sees each image a little different in every
/// epoch: fewer details to learn by heart.
///
/// How an image is changed depends on (seed, epoch, index, label) alone, never on the order or the
/// thread in which images are taken. Mirroring, moving, turning and magnifying are composed into
/// one map and sampled once, bilinearly; where they come down to mirroring and whole pixels, pixels
/// are copied. The other changes follow as a list of steps.
class Augmentation {
 public:
  /// @param image_shape [H, W, C]
  /// @param seed        the run's.
  /// Throws std::invalid_argument that names the option and its range.
  Augmentation(const AugmentationOptions& options, const Shape& image_shape, std::uint64_t seed);

  /// Bytes of memory that apply() needs beside its images.
  std::size_t scratch_size() const { return scratch_size_; }

  /// One image, changed and scaled to [0, 1]; with every option off, scaled only. Does not throw.
  ///
  /// @param image   [H, W, C], 0 to 255.
  /// @param epoch   which time the image is seen.
  /// @param index   the image's place in its data set.
  /// @param label   the image's class.
  /// @param output  [H, W, C]
  /// @param scratch scratch_size() bytes that no other call uses meanwhile.
  /// @return the label to learn: the image's, or kNoClass where it became clutter.
  std::uint8_t apply(const std::uint8_t* image, std::uint32_t epoch, std::uint32_t index,
                     std::uint8_t label, float* output, std::uint8_t* scratch) const;

 private:
  AugmentationOptions options_;
  Shape image_shape_;
  std::uint64_t seed_;
  AugmentationSteps steps_;
  std::size_t scratch_size_ = 0;
};

}  // namespace atelier::data
