#include <algorithm>
#include <cstddef>
#include <memory>

#include "atelier/data/augmentation/clutter_drawing.h"
#include "atelier/data/augmentation/drawing_painter.h"
#include "atelier/data/augmentation/outline_drawing.h"
#include "atelier/data/augmentation/step.h"

namespace atelier::data {

namespace {

class DrawingStep : public AugmentationStep {
 public:
  explicit DrawingStep(const AugmentationOptions& options) : options_(options) {}

  void apply(const FloatImage& image, const AugmentationKey& key) const override {
    RandomStream random(key.seed, RandomPurpose::kDrawing, key.epoch, key.index);
    const bool is_clutter = becomes_clutter(options_, key);
    const std::size_t outlines = garment_outline_count(key.label);
    const bool is_drawing = random.uniform() < options_.drawing && outlines != 0;
    if (!is_clutter && !is_drawing)
      return;
    const DrawingStyle style = draw_style(random);
    const float margin = style.look == DrawingLook::kSolid ? 0 : style.breadth / 2;
    const auto side = static_cast<float>(std::min(image.width, image.height));
    Drawing drawing;
    if (is_clutter) {
      draw_clutter(side, margin, random, drawing);
    } else {
      const auto which = random.below(static_cast<std::uint32_t>(outlines));
      draw_outline(garment_outline(key.label, which), side, margin, random, drawing);
    }
    paint(drawing, style, random, image);
  }

 private:
  AugmentationOptions options_;
};

}  // namespace

bool becomes_clutter(const AugmentationOptions& options, const AugmentationKey& key) {
  return key.numbers(AugmentationDraw::kClutter).uniform() < options.clutter;
}

std::unique_ptr<const AugmentationStep> make_drawing_step(const AugmentationOptions& options) {
  if (options.drawing == 0 && options.clutter == 0)
    return nullptr;
  return std::make_unique<DrawingStep>(options);
}

}  // namespace atelier::data
