#include "atelier/data/picture/reduced_picture.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace atelier::data {

namespace {

constexpr std::size_t kChannels = 4;

// 32 bits hold them: 255 x 255 x (16,384 / 512)^2 is 67 million.
using Sums = std::array<std::uint32_t, kChannels>;

/// Adds one row's pixels to the sums of their cells.
void add_row(const std::uint8_t* pixels, std::size_t width, std::size_t scale,
             std::vector<Sums>& sums) {
  std::size_t x = 0;
  for (Sums& cell : sums) {
    Sums sum{};
    for (const std::size_t end = std::min(x + scale, width); x < end; ++x, pixels += kChannels) {
      const std::uint32_t opacity = pixels[3];
      for (std::size_t channel = 0; channel < 3; ++channel) {
        sum[channel] += pixels[channel] * opacity;
      }
      sum[3] += opacity;
    }
    for (std::size_t channel = 0; channel < kChannels; ++channel)
      cell[channel] += sum[channel];
  }
}

Cell mean(const Sums& sums, std::size_t pixel_count) {
  const float opacity_scale = 1.0F / (255.0F * static_cast<float>(pixel_count));
  return {.premultiplied = {.red = static_cast<float>(sums[0]) * opacity_scale,
                            .green = static_cast<float>(sums[1]) * opacity_scale,
                            .blue = static_cast<float>(sums[2]) * opacity_scale},
          .opacity = static_cast<float>(sums[3]) * opacity_scale};
}

}  // namespace

ReducedPicture reduce(const PictureView& picture, const Region& region) {
  ReducedPicture reduced;
  reduced.source = region;
  const std::size_t longest = std::max(region.width, region.height);
  reduced.scale = (longest + ReducedPicture::kMostCells - 1) / ReducedPicture::kMostCells;
  const std::size_t scale = reduced.scale;
  reduced.cells =
      Plane<Cell>((region.width + scale - 1) / scale, (region.height + scale - 1) / scale);

  std::vector<Sums> sums(reduced.cells.width);
  for (std::size_t cell_y = 0; cell_y < reduced.cells.height; ++cell_y) {
    std::ranges::fill(sums, Sums{});
    const std::size_t rows = std::min(scale, region.height - cell_y * scale);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t y = region.top + cell_y * scale + row;
      add_row(picture.rgba.data() + (y * picture.width + region.left) * kChannels, region.width,
              scale, sums);
    }
    for (std::size_t cell_x = 0; cell_x < reduced.cells.width; ++cell_x) {
      const std::size_t columns = std::min(scale, region.width - cell_x * scale);
      reduced.cells.at(cell_x, cell_y) = mean(sums[cell_x], rows * columns);
    }
  }
  return reduced;
}

}  // namespace atelier::data
