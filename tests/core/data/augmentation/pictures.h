#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/data/augmentation/augmentation.h"

namespace atelier::data::test {

inline constexpr std::size_t kSide = 28;

/// 28x28 pixels of smooth waves, without any symmetry, and not dark anywhere.
inline std::vector<std::uint8_t> waves() {
  std::vector<std::uint8_t> pixels;
  for (std::size_t row = 0; row < kSide; ++row) {
    for (std::size_t column = 0; column < kSide; ++column) {
      const auto x = static_cast<double>(column);
      const auto y = static_cast<double>(row);
      const double wave = std::sin(0.4 * x + 0.1 * y) + std::cos(0.3 * y - 0.15 * x) + 0.02 * x;
      pixels.push_back(static_cast<std::uint8_t>(std::lround(130 + 40 * wave)));
    }
  }
  return pixels;
}

/// Pixels without any order.
inline std::vector<std::uint8_t> noise(std::size_t count, std::uint32_t stream) {
  std::vector<std::uint8_t> pixels(count);
  RandomStream random(5, RandomPurpose::kShuffle, 0, stream);
  for (std::uint8_t& pixel : pixels)
    pixel = static_cast<std::uint8_t>(random.below(256));
  return pixels;
}

/// One image changed by the options alone.
inline std::vector<float> changed(const std::vector<std::uint8_t>& image, const Shape& shape,
                                  const AugmentationOptions& options, std::uint32_t epoch,
                                  std::uint32_t index = 0, std::uint64_t seed = 1,
                                  std::uint8_t label = 0) {
  const Augmentation augmentation(options, shape, seed);
  std::vector<std::uint8_t> scratch(augmentation.scratch_size());
  std::vector<float> output(image.size(), -1.0F);
  augmentation.apply(image.data(), epoch, index, label, output.data(), scratch.data());
  return output;
}

inline std::vector<float> scaled(const std::vector<std::uint8_t>& image) {
  std::vector<float> values;
  values.reserve(image.size());
  for (const std::uint8_t byte : image)
    values.push_back(static_cast<float>(byte) / 255.0F);
  return values;
}

}  // namespace atelier::data::test
