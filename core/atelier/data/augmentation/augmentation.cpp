#include "atelier/data/augmentation/augmentation.h"

#include <stdexcept>

#include "atelier/base/label.h"
#include "atelier/base/message.h"
#include "atelier/data/augmentation/geometry.h"
#include "atelier/data/augmentation/resampling.h"
#include "atelier/data/augmentation/whole_pixel_copy.h"

namespace atelier::data {

Augmentation::Augmentation(const AugmentationOptions& options, const Shape& image_shape,
                           std::uint64_t seed)
    : options_(options), image_shape_(image_shape), seed_(seed) {
  check(options);
  if (image_shape.rank() != 3) {
    throw std::invalid_argument("augmentation: images must be [H, W, C], not " +
                                image_shape.to_string());
  }
  const bool may_sketch = image_shape[0] <= kLargestSketchSide &&
                          image_shape[1] <= kLargestSketchSide && image_shape[2] == 1;
  if ((options.sketch > 0 || options.drawing > 0 || options.clutter > 0) && !may_sketch) {
    throw std::invalid_argument(
        message("augmentation: sketch, drawing and clutter take images of at most {}x{} pixels and "
                "1 channel, not {}",
                kLargestSketchSide, kLargestSketchSide, image_shape.to_string()));
  }
  steps_ = make_steps(options);
  if (options.translation > 0 || options.rotation > 0 || options.zoom > 0) {
    scratch_size_ = resampling_scratch_size(image_shape[0], image_shape[1]);
    if (scratch_size_ > kLargestResamplingScratch) {
      throw std::invalid_argument("augmentation: images of " + image_shape.to_string() +
                                  " are too large to resample");
    }
  }
}

std::uint8_t Augmentation::apply(const std::uint8_t* image, std::uint32_t epoch,
                                 std::uint32_t index, std::uint8_t label, float* output,
                                 std::uint8_t* scratch) const {
  const AugmentationKey key = {.seed = seed_, .epoch = epoch, .index = index, .label = label};
  const std::size_t height = image_shape_[0];
  const std::size_t width = image_shape_[1];
  const std::size_t channels = image_shape_[2];
  const ByteImage source = {
      .height = height, .width = width, .channels = channels, .values = image};
  const FloatImage result = {
      .height = height, .width = width, .channels = channels, .values = output};

  const Geometry geometry = draw_geometry(options_, height, width, key);
  if (geometry.moves_whole_pixels()) {
    copy_whole_pixels(source, geometry.mirrored, static_cast<std::ptrdiff_t>(geometry.right),
                      static_cast<std::ptrdiff_t>(geometry.down), result);
  } else {
    resample(source, to_source(geometry, height, width), result, scratch);
  }
  for (const auto& step : steps_)
    step->apply(result, key);
  return becomes_clutter(options_, key) ? kNoClass : label;
}

}  // namespace atelier::data
