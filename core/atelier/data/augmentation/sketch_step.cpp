#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "atelier/data/augmentation/sketch_shape.h"
#include "atelier/data/augmentation/step.h"

namespace atelier::data {

namespace {

enum class Look {
  kPhotograph,  // As it was, but for its proportions.
  kOutline,     // What data::prepare() makes of outlines.
  kSilhouette,  // One tone.
  kRim,         // One tone with a bright rim.
  kPosterised,  // Few flat tones.
  kInverted,    // Dark where the photograph was bright.
  kCutOut,      // One tone with dark seams.
};

struct LookShare {
  Look look;
  float share;
};

constexpr std::array kLooks = {
    LookShare{Look::kPhotograph, 0.12F}, LookShare{Look::kOutline, 0.34F},
    LookShare{Look::kSilhouette, 0.1F},  LookShare{Look::kRim, 0.14F},
    LookShare{Look::kPosterised, 0.12F}, LookShare{Look::kInverted, 0.08F},
    LookShare{Look::kCutOut, 0.1F},
};

/// How many drawings have a band of another tone across them: a sash, a sole, a half in another
/// colour.
constexpr float kBandShare = 0.35F;

constexpr std::size_t kMostTones = 4;

/// What stays darker than this everywhere is not made brighter than its share of it.
constexpr float kDullestPeak = 0.25F;

float mix(float a, float b, float share) {
  return a + (b - a) * share;
}

Look draw_look(RandomStream& random) {
  float rest = random.uniform();
  for (const LookShare& candidate : kLooks) {
    rest -= candidate.share;
    if (rest < 0)
      return candidate.look;
  }
  return Look::kOutline;
}

/// The smallest of each pixel and the four beside it; outside is 0.
void erode(const SketchPlane& from, std::size_t width, std::size_t height, SketchPlane& to) {
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t i = y * width + x;
      const bool on_edge = x == 0 || y == 0 || x + 1 == width || y + 1 == height;
      to[i] = on_edge
                  ? 0
                  : std::min({from[i], from[i - 1], from[i + 1], from[i - width], from[i + width]});
    }
  }
}

/// What lies deeper inside the silhouette than `depth` pixels, 0 to 3.
void shrink(const SketchPlane& silhouette, std::size_t width, std::size_t height, float depth,
            SketchPlane& inner) {
  SketchPlane outer = silhouette;
  inner = silhouette;
  for (float rest = depth; rest > 0; rest -= 1) {
    outer = inner;
    erode(outer, width, height, inner);
    if (rest < 1) {
      for (std::size_t i = 0; i < width * height; ++i)
        inner[i] = mix(outer[i], inner[i], rest);
    }
  }
}

/// How much a line runs through each pixel: where tones change by more than `threshold` per pixel.
void find_seams(const SketchPlane& tones, std::size_t width, std::size_t height, float threshold,
                SketchPlane& seams) {
  constexpr float kSoftness = 0.15F;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t i = y * width + x;
      const float across = x == 0 || x + 1 == width ? 0 : (tones[i + 1] - tones[i - 1]) / 2;
      const float down = y == 0 || y + 1 == height ? 0 : (tones[i + width] - tones[i - width]) / 2;
      const float steepness = std::sqrt(across * across + down * down);
      seams[i] = std::clamp((steepness - threshold) / kSoftness, 0.0F, 1.0F);
    }
  }
}

/// A strip across the frame: everything between two parallel lines.
struct Band {
  float across = 0;
  float down = 0;
  float begin = 0;
  float end = 0;
  float tone = 0;

  bool covers(std::size_t x, std::size_t y) const {
    const float distance = across * static_cast<float>(x) + down * static_cast<float>(y);
    return distance >= begin && distance < end;
  }
};

/// Covers nothing where there is to be none. Always draws as many numbers.
Band draw_band(RandomStream& random, std::size_t width, std::size_t height) {
  const bool is_there = random.uniform() < kBandShare;
  // Level, upright, or sloped either way.
  constexpr std::array<std::array<float, 2>, 4> kDirections = {
      {{0, 1}, {1, 0}, {0.7F, 0.7F}, {0.7F, -0.7F}}};
  const auto& [across, down] = kDirections[random.below(kDirections.size())];
  const float centre = (across * static_cast<float>(width) + down * static_cast<float>(height)) / 2;
  const auto reach = static_cast<float>(std::max(width, height));
  const float begin = centre + random.uniform(-0.35F, 0.3F) * reach;
  const float breadth = random.uniform(0.08F, 0.6F) * reach;
  const float tone = random.uniform(0.1F, 1);
  return {.across = across,
          .down = down,
          .begin = begin,
          .end = is_there ? begin + breadth : begin,
          .tone = tone};
}

/// Tones in steps, and a tone for each step.
struct Tones {
  float count = 2;
  std::array<float, kMostTones> values{};

  float of(float tone) const {
    return values[static_cast<std::size_t>(std::clamp(tone * count, 0.0F, count - 1))];
  }
};

Tones draw_tones(RandomStream& random) {
  Tones tones;
  tones.count = 2 + static_cast<float>(random.below(kMostTones - 1));
  for (float& value : tones.values)
    value = random.uniform(0.15F, 1);
  return tones;
}

/// How a drawing looks inside its silhouette.
struct Style {
  Look look = Look::kOutline;
  float fill = 0.6F;
  float line = 0.9F;
  float thickness = 1;  // Of the rim, in pixels.
  float seam_threshold = 0.2F;
  bool has_seams = true;
};

Style draw_style(RandomStream& random) {
  Style style;
  style.look = draw_look(random);
  style.thickness = random.uniform(0.6F, 2.6F);
  style.seam_threshold = random.uniform(0.08F, 0.25F);
  style.has_seams = random.uniform() < 0.7F;
  const float place = random.uniform();
  switch (style.look) {
    case Look::kOutline:
      style.fill = mix(0.52F, 0.76F, place);
      style.line = 0.95F;
      break;
    case Look::kRim:
      style.fill = mix(0.15F, 0.85F, place);
      style.line = 1;
      break;
    case Look::kCutOut:
      style.fill = mix(0.8F, 1.0F, place);
      style.line = 0;
      break;
    case Look::kPhotograph:
    case Look::kSilhouette:
    case Look::kPosterised:
    case Look::kInverted:
      style.fill = mix(0.4F, 1.0F, place);
      style.has_seams = false;
      break;
  }
  return style;
}

class SketchStep : public AugmentationStep {
 public:
  explicit SketchStep(const AugmentationOptions& options)
      : probability_(options.sketch), warp_(options.sketch_warp) {}

  void apply(const FloatImage& image, const AugmentationKey& key) const override {
    RandomStream shape_numbers = key.numbers(AugmentationDraw::kSketchShape);
    if (shape_numbers.uniform() >= probability_)
      return;
    SketchShape shape;
    if (!draw_sketch_shape(image, warp_, shape_numbers, shape))
      return;

    RandomStream random = key.numbers(AugmentationDraw::kSketchTone);
    const Style style = draw_style(random);
    const Band band = draw_band(random, image.width, image.height);
    const Tones tones = draw_tones(random);
    SketchPlane inner;
    shrink(shape.silhouette, image.width, image.height, style.thickness, inner);
    SketchPlane seams{};
    if (style.has_seams)
      find_seams(shape.tones, image.width, image.height, style.seam_threshold, seams);

    float brightest = kDullestPeak;
    for (std::size_t i = 0; i < image.size(); ++i) {
      float tone = style.fill;
      if (style.look == Look::kPhotograph)
        tone = shape.tones[i];
      if (style.look == Look::kPosterised)
        tone = tones.of(shape.tones[i]);
      if (style.look == Look::kInverted)
        tone = 1.1F - shape.tones[i];
      if (style.look != Look::kPhotograph && band.covers(i % image.width, i / image.width))
        tone = band.tone;
      tone = mix(tone, style.line, seams[i] * inner[i]);
      if (style.look == Look::kOutline || style.look == Look::kRim)
        tone = mix(style.line, tone, inner[i]);
      image.values[i] = std::clamp(tone * shape.silhouette[i], 0.0F, 1.0F);
      brightest = std::max(brightest, image.values[i]);
    }
    // As data::prepare() levels them.
    for (std::size_t i = 0; i < image.size(); ++i)
      image.values[i] = std::min(image.values[i] / brightest, 1.0F);
  }

 private:
  float probability_;
  float warp_;
};

}  // namespace

std::unique_ptr<const AugmentationStep> make_sketch_step(const AugmentationOptions& options) {
  if (options.sketch == 0)
    return nullptr;
  return std::make_unique<SketchStep>(options);
}

}  // namespace atelier::data
