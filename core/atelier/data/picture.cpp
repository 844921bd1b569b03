#include "atelier/data/picture.h"

#include <algorithm>
#include <stdexcept>

#include "atelier/base/message.h"
#include "atelier/data/picture/background.h"
#include "atelier/data/picture/fit.h"
#include "atelier/data/picture/garment.h"
#include "atelier/data/picture/reduced_picture.h"
#include "atelier/data/picture/tone.h"

namespace atelier::data {

namespace {

// A garment of fewer cells is looked at again, more closely: 4 cells for each pixel of the result
// are enough for a mean that cannot be told from one over all pixels.
constexpr std::size_t kFewCells = 4 * PreparedPicture::kSide;

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

Mask find_garment(const ReducedPicture& picture, const Background& background) {
  Mask garment = find_foreground(picture.cells, background);
  drop_specks(garment);
  return garment;
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

Region with_margin(const Region& region, std::size_t margin, const PictureView& picture) {
  const std::size_t left = region.left - std::min(region.left, margin);
  const std::size_t top = region.top - std::min(region.top, margin);
  return {.left = left,
          .top = top,
          .width = std::min(region.left + region.width + margin, picture.width) - left,
          .height = std::min(region.top + region.height + margin, picture.height) - top};
}

}  // namespace

PreparedPicture prepare(const PictureView& picture) {
  check(picture);
  ReducedPicture reduced = reduce(picture, {.width = picture.width, .height = picture.height});
  const Background background = find_background(reduced.cells);
  Mask garment = find_garment(reduced, background);
  Region box = bounding_box(garment);
  if (reduced.scale > 1 && box.width > 0 && std::max(box.width, box.height) < kFewCells) {
    reduced = reduce(picture, with_margin(to_pixels(box, reduced), reduced.scale, picture));
    garment = find_garment(reduced, background);
    box = bounding_box(garment);
  }

  PreparedPicture prepared;
  if (box.width == 0) {
    prepared.blank = true;
    prepared.pixels.resize(PreparedPicture::kSide * PreparedPicture::kSide);
    return prepared;
  }
  Plane<float> tones = garment_tones(reduced.cells, background, garment);
  fill_outline(garment, find_enclosed(garment), tones);
  prepared.pixels = fit(tones, box, PreparedPicture::kSide);
  prepared.inverted = is_darker(reduced.cells, background, garment);
  const Region found = to_pixels(box, reduced);
  prepared.left = found.left;
  prepared.top = found.top;
  prepared.width = found.width;
  prepared.height = found.height;
  return prepared;
}

}  // namespace atelier::data
