// For tests/bench/browser/module_worker.mjs: a WebAssembly build's measured peak, the operations of
// a training step, and the time of classifying one image.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <emscripten/bind.h>
#include <string>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/network.h"
#include "atelier/nn/presets.h"

#include "peak/peak.h"
#include "step_operations.h"

namespace atelier::bench {

namespace {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// GFLOP/s: the best of the tenths of a second in `seconds`.
double measure_peak(std::size_t threads, double seconds) {
  ThreadPool pool(threads);
  const Peak here = peak();
  constexpr double kPart = 0.1;
  double best = 0;
  const double end = seconds_now() + seconds;
  for (double start = seconds_now(); start < end;) {
    double operations = 0;
    double now = start;
    while (now - start < kPart) {
      run_on_all_threads(here, pool);
      operations += here.operations * static_cast<double>(pool.thread_count());
      now = seconds_now();
    }
    best = std::max(best, 1e-9 * operations / (now - start));
    start = now;
  }
  return best;
}

/// Milliseconds, the median of `count` images one after the other.
double measure_classification(const std::string& preset, std::size_t threads, std::size_t count) {
  ThreadPool pool(threads);
  nn::Network network(nn::preset(preset), pool);
  network.initialize(1);
  Buffer image(network.spec().input.element_count());
  std::ranges::fill(image.span(), 0.5F);
  std::vector<double> times;
  // The first images find code that the browser has not optimised yet.
  constexpr std::size_t kWarmUp = 50;
  for (std::size_t i = 0; i < kWarmUp + count; ++i) {
    const double start = seconds_now();
    network.predict(image.data(), 1);
    if (i >= kWarmUp)
      times.push_back(1e3 * (seconds_now() - start));
  }
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(count / 2));
  return times[count / 2];
}

double preset_step_operations(const std::string& preset) {
  return step_operations(nn::preset(preset));
}

}  // namespace

EMSCRIPTEN_BINDINGS(bench) {
  emscripten::function("measurePeak", &measure_peak);
  emscripten::function("measureClassification", &measure_classification);
  emscripten::function("stepOperations", &preset_step_operations);
}

}  // namespace atelier::bench
