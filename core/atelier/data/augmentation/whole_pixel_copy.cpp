#include "atelier/data/augmentation/whole_pixel_copy.h"

#include <algorithm>

#include "atelier/data/scale.h"

namespace atelier::data {

namespace {

/// What remains on the picture of `size` pixels moved by `by`: begin to end, where it arrives.
struct Range {
  std::ptrdiff_t begin;
  std::ptrdiff_t end;
};

Range remaining(std::size_t size, std::ptrdiff_t by) {
  const auto limit = static_cast<std::ptrdiff_t>(size);
  const std::ptrdiff_t begin = std::clamp<std::ptrdiff_t>(by, 0, limit);
  return {begin, std::max(begin, std::min(limit, limit + by))};
}

/// `count` pixels backwards from `last`.
void copy_mirrored(const std::uint8_t* __restrict last, std::size_t channels, std::ptrdiff_t count,
                   float* __restrict output) {
  if (channels == 1) {
    for (std::ptrdiff_t i = 0; i < count; ++i)
      output[i] = static_cast<float>(last[-i]) / 255.0F;
    return;
  }
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    scale_bytes(last, channels, output);
    last -= channels;
    output += channels;
  }
}

}  // namespace

void copy_whole_pixels(const ByteImage& source, bool mirrored, std::ptrdiff_t right,
                       std::ptrdiff_t down, const FloatImage& output) {
  if (!mirrored && right == 0 && down == 0) {
    scale_bytes(source.values, source.size(), output.values);
    return;
  }
  const auto channels = static_cast<std::ptrdiff_t>(source.channels);
  const auto width = static_cast<std::ptrdiff_t>(source.width);
  const Range columns = remaining(source.width, right);
  const Range rows = remaining(source.height, down);
  const std::ptrdiff_t count = columns.end - columns.begin;
  if (count < width || rows.end - rows.begin < static_cast<std::ptrdiff_t>(source.height))
    std::fill_n(output.values, output.size(), 0.0F);
  if (count == 0)
    return;
  const std::ptrdiff_t first = columns.begin - right;
  for (std::ptrdiff_t row = rows.begin; row < rows.end; ++row) {
    const std::uint8_t* from = source.row(static_cast<std::size_t>(row - down));
    float* to = output.row(static_cast<std::size_t>(row)) + columns.begin * channels;
    if (mirrored) {
      copy_mirrored(from + (width - 1 - first) * channels, source.channels, count, to);
    } else {
      scale_bytes(from + first * channels, static_cast<std::size_t>(count * channels), to);
    }
  }
}

}  // namespace atelier::data
