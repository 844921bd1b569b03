#include <algorithm>
#include <cmath>
#include <cstddef>

#include "atelier/data/augmentation/step.h"

namespace atelier::data {

namespace {

/// Of the rectangle, height by width, or the other way round: as in Zhong et al. and torchvision.
constexpr float kLongest = 3.3F;

std::size_t rounded(float length, std::size_t largest) {
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(length)), 1, largest);
}

class ErasingStep : public AugmentationStep {
 public:
  explicit ErasingStep(const AugmentationOptions& options)
      : probability_(options.erasing),
        smallest_(options.erasing_smallest),
        largest_(options.erasing_largest) {}

  void apply(const FloatImage& image, const AugmentationKey& key) const override {
    RandomStream random = key.numbers(AugmentationDraw::kErasing);
    if (random.uniform() >= probability_)
      return;
    const auto image_height = static_cast<float>(image.height);
    const auto image_width = static_cast<float>(image.width);
    const float area = random.uniform(smallest_, largest_) * image_height * image_width;
    // The paper draws until a rectangle fits. Only those that fit are drawn from here: its height
    // by width lies between those of the rectangles as wide and as high as the image.
    const float flattest = area / (image_width * image_width);
    const float steepest = std::max(flattest, image_height * image_height / area);
    const float low = std::clamp(1 / kLongest, flattest, steepest);
    const float high = std::clamp(kLongest, flattest, steepest);
    const float aspect = std::exp(random.uniform(std::log(low), std::log(high)));
    const std::size_t height = rounded(std::sqrt(area * aspect), image.height);
    const std::size_t width = rounded(area / static_cast<float>(height), image.width);
    const std::size_t top = random.below(static_cast<std::uint32_t>(image.height - height + 1));
    const std::size_t left = random.below(static_cast<std::uint32_t>(image.width - width + 1));
    for (std::size_t row = top; row < top + height; ++row)
      std::fill_n(image.row(row) + left * image.channels, width * image.channels, 0.0F);
  }

 private:
  float probability_;
  float smallest_;
  float largest_;
};

}  // namespace

std::unique_ptr<const AugmentationStep> make_erasing_step(const AugmentationOptions& options) {
  if (options.erasing == 0)
    return nullptr;
  return std::make_unique<ErasingStep>(options);
}

}  // namespace atelier::data
