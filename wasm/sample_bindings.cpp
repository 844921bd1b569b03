// Test images to look at, as JavaScript sees them.
#include <cstdint>
#include <emscripten/bind.h>
#include <vector>

#include "atelier/data/sampling.h"

#include "module_session.h"
#include "values.h"

namespace atelier::wasm {
namespace {

using emscripten::val;

struct SampleRow {
  Bytes pixels{val::undefined()};
  Bytes labels{val::undefined()};
};

SampleRow test_sample(std::size_t per_class, std::uint32_t seed) {
  const data::DatasetView images = session().test_images();
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;
  for (const std::uint32_t index : data::sample_of_each_class(images, per_class, seed)) {
    const data::DatasetView image = images.slice(index, 1);
    pixels.insert(pixels.end(), image.pixels.begin(), image.pixels.end());
    labels.push_back(image.labels.front());
  }
  return {.pixels = bytes(pixels), .labels = bytes(labels)};
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier_sample) {
  emscripten::value_object<SampleRow>("TestSample")
      .field("pixels", &SampleRow::pixels)
      .field("labels", &SampleRow::labels);

  emscripten::function("testSample(perClass, seed)", &test_sample);
}

}  // namespace atelier::wasm
