#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network_spec.h"

namespace atelier::test {

inline constexpr std::size_t kSide = 8;
inline constexpr std::size_t kClasses = 3;

/// Noise with a bright bar whose place tells the class: easily learned by a small convolution.
/// @param stream         another one for other images.
/// @param random_labels  labels that have nothing to do with the images: nothing to learn but
/// noise.
inline data::Dataset bars(std::size_t count, std::uint32_t stream, bool random_labels = false) {
  data::Dataset dataset({kSide, kSide, 1}, kClasses);
  RandomStream random(99, RandomPurpose::kAugmentation, 0, stream);
  for (std::size_t image = 0; image < count; ++image) {
    const auto bar = static_cast<std::uint8_t>(random.below(kClasses));
    std::vector<std::uint8_t> pixels(kSide * kSide);
    for (std::uint8_t& pixel : pixels)
      pixel = static_cast<std::uint8_t>(random.below(100));
    for (std::size_t row = 0; row < kSide; ++row) {
      for (std::size_t column = 0; column < 2; ++column) {
        pixels[row * kSide + 1 + 2 * bar + column] =
            static_cast<std::uint8_t>(100 + random.below(156));
      }
    }
    const auto random_label = static_cast<std::uint8_t>(random.below(kClasses));
    const std::vector<std::uint8_t> labels = {random_labels ? random_label : bar};
    dataset.append(pixels, labels);
  }
  return dataset;
}

/// One with every source of randomness and every kernel of ours in it.
inline nn::NetworkSpec bars_network() {
  return nn::network_from_json(R"({"name": "bars", "input": [8, 8, 1], "layers": [
      {"type": "conv2d", "filters": 6, "kernel_size": 3, "activation": "relu"},
      {"type": "max_pooling2d", "pool_size": 2},
      {"type": "conv2d", "filters": 5, "kernel_size": 3, "padding": "same", "use_bias": false},
      {"type": "batch_normalization", "activation": "relu"},
      {"type": "flatten"}, {"type": "dropout", "rate": 0.2},
      {"type": "dense", "units": 16, "activation": "relu"},
      {"type": "dense", "units": 3, "activation": "softmax"}]})");
}

}  // namespace atelier::test
