// How long the preparation of a picture takes, from its pixels to what the network sees.

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/data/picture.h"

namespace atelier {

namespace {

struct Picture {
  std::size_t width;
  std::size_t height;
  std::vector<std::uint8_t> rgba;

  data::PictureView view() const { return {.width = width, .height = height, .rgba = rgba}; }
};

/// Whether a T-shirt covers a place, each coordinate from 0 to 1 across it.
bool is_t_shirt(float x, float y) {
  const float off_middle = std::abs(x - 0.5F);
  const bool body = off_middle < 0.28F && y < 1;
  const bool sleeve = off_middle < 0.5F && y > off_middle - 0.28F && y < off_middle + 0.1F;
  const bool neck = off_middle < 0.1F && y < 0.08F;
  return y > 0 && (body || sleeve) && !neck;
}

std::uint8_t byte(float value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F));
}

/// 12 megapixels of a T-shirt with folds and stripes, half the picture's height, on a wall that is
/// brighter at one side, with a sensor's noise on all of it.
const Picture& photograph() {
  static const Picture picture = [] {
    Picture result = {.width = 4000, .height = 3000, .rgba = {}};
    result.rgba.resize(4 * result.width * result.height);
    std::vector<std::uint32_t> noise(result.width);
    std::uint8_t* pixel = result.rgba.data();
    for (std::size_t row = 0; row < result.height; ++row) {
      RandomStream(1, RandomPurpose::kDrawing, 0, static_cast<std::uint32_t>(row)).fill(noise);
      for (std::size_t column = 0; column < result.width; ++column, pixel += 4) {
        const float x = static_cast<float>(column) / static_cast<float>(result.width);
        const float y = static_cast<float>(row) / static_cast<float>(result.height);
        std::array<float, 3> color = {225 - 40 * x - 15 * y, 215 - 35 * x - 15 * y, 200 - 30 * x};
        if (is_t_shirt((x - 0.3F) / 0.4F, (y - 0.25F) / 0.5F)) {
          const float fold = 18 * std::sin(40 * x + 12 * y);
          color = std::sin(120 * y) > 0.6F ? std::array{190 + fold, 60 + fold, 60 + fold}
                                           : std::array{50 + fold, 70 + fold, 120 + fold};
        }
        for (std::size_t channel = 0; channel < 3; ++channel) {
          const auto bits = static_cast<float>((noise[column] >> (8 * channel)) & 255U);
          pixel[channel] = byte(color[channel] + (bits - 127.5F) / 12);
        }
        pixel[3] = 255;
      }
    }
    return result;
  }();
  return picture;
}

/// As the page hands over a drawing: 280 pixels a side, black on white.
const Picture& drawing() {
  static const Picture picture = [] {
    Picture result = {.width = 280, .height = 280, .rgba = {}};
    for (std::size_t row = 0; row < result.height; ++row) {
      for (std::size_t column = 0; column < result.width; ++column) {
        const float x = static_cast<float>(column) / static_cast<float>(result.width);
        const float y = static_cast<float>(row) / static_cast<float>(result.height);
        const std::uint8_t tone = is_t_shirt((x - 0.1F) / 0.8F, (y - 0.1F) / 0.8F) ? 0 : 255;
        result.rgba.insert(result.rgba.end(), {tone, tone, tone, 255});
      }
    }
    return result;
  }();
  return picture;
}

void prepare(benchmark::State& state, const Picture& (*picture)(), bool with_steps) {
  for (auto _ : state) {
    std::vector<data::PreparationStep> steps;
    const data::PreparedPicture prepared =
        data::prepare(picture().view(), with_steps ? &steps : nullptr);
    if (prepared.blank)
      state.SkipWithError("the garment was not found");
    benchmark::DoNotOptimize(prepared.pixels.data());
  }
}

BENCHMARK_CAPTURE(prepare, photograph_4000x3000, &photograph, false)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(prepare, photograph_4000x3000_steps, &photograph, true)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(prepare, drawing_280x280, &drawing, false)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

}  // namespace atelier
