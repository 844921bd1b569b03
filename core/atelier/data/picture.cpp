#include "atelier/data/picture.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "atelier/base/message.h"
#include "atelier/data/picture/background.h"
#include "atelier/data/picture/fit.h"
#include "atelier/data/picture/frame.h"
#include "atelier/data/picture/garment.h"
#include "atelier/data/picture/reduced_picture.h"
#include "atelier/data/picture/step_recorder.h"
#include "atelier/data/picture/tone.h"

namespace atelier::data {

namespace {

// A garment of fewer cells is looked at again, more closely: 4 cells for each pixel of the result
// are enough for a mean that cannot be told from one over all pixels.
constexpr std::size_t kFewCells = 4 * PreparedPicture::kSide;

// Pixels of the picture for each pixel of the result, along an edge, from which on the result is
// sharpened.
constexpr std::size_t kSharpenedFrom = 2;

void check(const PictureView& picture) {
  if (picture.width < 1 || picture.height < 1 || picture.width > kLargestPictureSide ||
      picture.height > kLargestPictureSide) {
    throw std::invalid_argument(message("picture: {}x{} pixels, of 1 to {} a side", picture.width,
                                        picture.height, kLargestPictureSide));
  }
  // On 32-bit machines the product of the sides times 4 may not fit a size.
  const std::uint64_t expected = std::uint64_t{picture.width} * picture.height * 4;
  if (picture.rgba.size() != expected) {
    throw std::invalid_argument(message("picture: {}x{} pixels are {} bytes, got {}", picture.width,
                                        picture.height, expected, picture.rgba.size()));
  }
}

Region to_pixels(const Region& cells, const ReducedPicture& picture) {
  const Region& source = picture.source;
  const std::size_t left = cells.left * picture.scale;
  const std::size_t top = cells.top * picture.scale;
  return {.left = source.left + left,
          .top = source.top + top,
          .width = std::min(cells.width * picture.scale, source.width - left),
          .height = std::min(cells.height * picture.scale, source.height - top)};
}

/// Grown by `margin` on each side, but not beyond `limits`.
Region with_margin(const Region& region, std::size_t margin, const Region& limits) {
  const std::size_t left = std::max(region.left, limits.left + margin) - margin;
  const std::size_t top = std::max(region.top, limits.top + margin) - margin;
  const std::size_t right =
      std::min(region.left + region.width + margin, limits.left + limits.width);
  const std::size_t bottom =
      std::min(region.top + region.height + margin, limits.top + limits.height);
  return {.left = left, .top = top, .width = right - left, .height = bottom - top};
}

/// A picture, and what is found in it.
struct Scene {
  ReducedPicture picture;
  Plane<Color> ground;
  Plane<Color> different;
  Mask garment;
  Region box;  ///< Of the garment, in cells.
};

Scene look_at(ReducedPicture picture, const Background& background) {
  Scene scene;
  scene.picture = std::move(picture);
  scene.ground = ground_of(background, scene.picture);
  scene.different = differences(scene.picture, scene.ground);
  scene.garment = find_foreground(scene.picture, background, scene.different);
  drop_specks(scene.garment);
  scene.box = bounding_box(scene.garment);
  return scene;
}

ReducedPicture reduce_within_frame(const PictureView& picture) {
  ReducedPicture reduced = reduce(picture, {.width = picture.width, .height = picture.height});
  const Region inside = inside_frame(reduced.cells);
  if (inside.width == reduced.cells.width)
    return reduced;
  return reduce(picture, to_pixels(inside, reduced));
}

}  // namespace

PreparedPicture prepare(const PictureView& picture, std::vector<PreparationStep>* steps) {
  check(picture);
  StepRecorder recorder(steps);
  ReducedPicture reduced = reduce_within_frame(picture);
  const Background background = find_background(reduced);
  const Region whole = reduced.source;
  Scene scene = look_at(std::move(reduced), background);
  recorder.picture(scene.picture);
  recorder.background(scene.ground);
  const std::size_t longest = std::max(scene.box.width, scene.box.height);
  if (scene.picture.scale > 1 && longest > 0 && longest < kFewCells) {
    const Region closer =
        with_margin(to_pixels(scene.box, scene.picture), scene.picture.scale, whole);
    scene = look_at(reduce(picture, closer), background);
  }
  recorder.garment(scene.garment);

  PreparedPicture prepared;
  prepared.pixels.resize(PreparedPicture::kSide * PreparedPicture::kSide);
  const Mask enclosed = find_enclosed(scene.garment);
  if (scene.box.width == 0 || is_line(either(scene.garment, enclosed))) {
    prepared.blank = true;
    return prepared;
  }
  Plane<float> tones = garment_tones(scene.different, scene.garment);
  prepared.outline = is_outline(scene.garment, enclosed, tones);
  if (prepared.outline) {
    fill_outline(scene.garment, enclosed, tones);
    recorder.filled(scene.garment, enclosed);
  }
  recorder.tones(tones);
  const Plane<float> scaled = fit(tones, scene.box, PreparedPicture::kSide);
  recorder.scaled(scaled);
  // What is as small as the result is not scaled down, and has its sharpness.
  const bool is_reduced = scene.picture.scale * std::max(scene.box.width, scene.box.height) >
                          kSharpenedFrom * PreparedPicture::kSide;
  prepared.pixels = level(is_reduced ? sharpen(scaled) : scaled, brightest_tone(tones));
  recorder.prepared(prepared.pixels);
  prepared.inverted = is_darker(scene.different, scene.garment);
  const Region found = to_pixels(scene.box, scene.picture);
  prepared.left = found.left;
  prepared.top = found.top;
  prepared.width = found.width;
  prepared.height = found.height;
  return prepared;
}

}  // namespace atelier::data
