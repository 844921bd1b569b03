// Speed of assembling training batches: plain, and with each augmentation.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/base/thread_pool.h"
#include "atelier/data/augmentation/augmentation.h"
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"

namespace atelier {

namespace {

constexpr std::size_t kImages = 4096;
constexpr std::size_t kBatch = 128;

/// As large as Fashion-MNIST's images and as many as do not fit the cache; what they show does not
/// matter here.
const data::Dataset& images() {
  static const data::Dataset dataset = [] {
    data::Dataset noise({28, 28, 1}, 10);
    std::vector<std::uint8_t> pixels(kImages * 28 * 28);
    RandomStream random(1, RandomPurpose::kShuffle, 0, 0);
    for (std::uint8_t& pixel : pixels)
      pixel = static_cast<std::uint8_t>(random.next());
    noise.append(pixels, std::vector<std::uint8_t>(kImages));
    return noise;
  }();
  return dataset;
}

void gather(benchmark::State& state, const data::AugmentationOptions& options) {
  ThreadPool pool = ThreadPool::of_exactly(static_cast<std::size_t>(state.range(0)));
  const data::DatasetView view = images().view();
  const data::Augmentation augmentation(options, view.image_shape, 1);
  const std::vector<std::uint32_t> order = data::shuffled_indices(kImages, 1, 1);
  data::Batch batch;
  std::uint32_t step = 0;
  for (auto _ : state) {
    const std::size_t first = step * kBatch % kImages;
    batch.gather(view, std::span(order).subspan(first, kBatch), augmentation, step, pool);
    ++step;
  }
  // Seconds an image; Google Benchmark prints it with a unit, as in "1.3u".
  state.counters["s/image"] = benchmark::Counter(
      kBatch, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

const bool kRegistered = [] {
  const data::AugmentationOptions full = {.flip = 0.5F,
                                          .shift = 2,
                                          .translation = 0.1F,
                                          .rotation = 15,
                                          .zoom = 0.1F,
                                          .contrast = 0.1F,
                                          .brightness = 0.1F,
                                          .erasing = 0.25F};
  const std::vector<std::pair<const char*, data::AugmentationOptions>> cases = {
      {"plain", {}},
      {"flip", {.flip = 0.5F}},
      {"flip+shift", {.flip = 0.5F, .shift = 2}},
      {"rotation", {.rotation = 15}},
      {"tone", {.contrast = 0.1F, .brightness = 0.1F}},
      {"erasing", {.erasing = 0.25F}},
      {"full", full},
  };
  for (const auto& [name, options] : cases) {
    benchmark::RegisterBenchmark(
        std::string("augment/") + name,
        [options = options](benchmark::State& state) { gather(state, options); })
        ->ArgNames({"threads"})
        ->Arg(1)
        ->Arg(2)
        ->UseRealTime();
  }
  return true;
}();

}  // namespace

}  // namespace atelier
