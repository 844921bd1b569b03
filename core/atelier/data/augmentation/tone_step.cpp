#include <algorithm>
#include <array>
#include <cstddef>

#include "atelier/data/augmentation/step.h"

namespace atelier::data {

namespace {

/// In sixteen sums side by side, which the compiler turns into vectors; their order is fixed, so
/// the result is the same everywhere.
float mean_of(const FloatImage& image) {
  constexpr std::size_t kSums = 16;
  std::array<float, kSums> sums{};
  const std::size_t size = image.size();
  std::size_t i = 0;
  for (; i + kSums <= size; i += kSums) {
    for (std::size_t k = 0; k < kSums; ++k)
      sums[k] += image.values[i + k];
  }
  for (std::size_t k = 0; i + k < size; ++k)
    sums[k] += image.values[i + k];
  float total = 0;
  for (const float sum : sums)
    total += sum;
  return total / static_cast<float>(size);
}

/// Contrast and brightness: value * factor + addend, cut to [0, 1].
class ToneStep : public AugmentationStep {
 public:
  explicit ToneStep(const AugmentationOptions& options)
      : contrast_(options.contrast), brightness_(options.brightness) {}

  void apply(const FloatImage& image, const AugmentationKey& key) const override {
    float factor = 1;
    float addend = 0;
    if (contrast_ > 0) {
      factor = key.numbers(AugmentationDraw::kContrast).uniform(1 - contrast_, 1 + contrast_);
      addend = mean_of(image) * (1 - factor);
    }
    if (brightness_ > 0)
      addend += key.numbers(AugmentationDraw::kBrightness).uniform(-brightness_, brightness_);
    const std::size_t size = image.size();
    for (std::size_t i = 0; i < size; ++i)
      image.values[i] = std::min(std::max(image.values[i] * factor + addend, 0.0F), 1.0F);
  }

 private:
  float contrast_;
  float brightness_;
};

}  // namespace

std::unique_ptr<const AugmentationStep> make_tone_step(const AugmentationOptions& options) {
  if (options.contrast == 0 && options.brightness == 0)
    return nullptr;
  return std::make_unique<ToneStep>(options);
}

}  // namespace atelier::data
