// Speed of whole training steps: batch assembly, forward, loss, backward, Adam.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <limits>
#include <stdexcept>
#include <string>

#include "atelier/base/thread_pool.h"
#include "atelier/data/fashion_mnist.h"
#include "atelier/nn/network.h"
#include "atelier/nn/presets.h"
#include "atelier/train/trainer.h"

#include "step_operations.h"

namespace atelier {

namespace {

// Real images: their black borders and the small gradients that come of them cost other time than
// random pixels do.
const data::fashion_mnist::Files& images() {
  static const data::fashion_mnist::Files files = [] {
    const char* folder = std::getenv("ATELIER_DATA");
    if (folder == nullptr)
      throw std::runtime_error("set ATELIER_DATA to the folder of Fashion-MNIST's files");
    return data::fashion_mnist::load(folder);
  }();
  return files;
}

void train(benchmark::State& state, const std::string& preset) try {
  const auto batch_size = static_cast<std::size_t>(state.range(0));
  ThreadPool pool = ThreadPool::of_exactly(static_cast<std::size_t>(state.range(1)));
  nn::Network network(nn::preset(preset), pool);
  const data::DatasetView all = images().train.view();
  train::TrainOptions options;
  options.epochs = std::numeric_limits<std::size_t>::max();
  options.batch_size = batch_size;
  // Validation is not measured: a single image at the end of an epoch.
  train::Trainer trainer(network, all.slice(0, data::fashion_mnist::kTrainingCount),
                         all.slice(data::fashion_mnist::kTrainingCount, 1), options, pool);
  for (auto _ : state)
    trainer.advance({.steps = 1});
  state.counters["images/s"] = benchmark::Counter(static_cast<double>(batch_size),
                                                  benchmark::Counter::kIsIterationInvariantRate);
  state.counters["GFLOP/s"] = benchmark::Counter(
      1e-9 * static_cast<double>(batch_size) * bench::step_operations(network.spec()),
      benchmark::Counter::kIsIterationInvariantRate);
} catch (const std::exception& error) {
  state.SkipWithError(error.what());
}

const bool kRegistered = [] {
  for (const char* preset : {"classic", "two-block", "two-block-same"}) {
    benchmark::RegisterBenchmark(std::string("train/") + preset,
                                 [preset](benchmark::State& state) { train(state, preset); })
        ->ArgNames({"batch", "threads"})
        ->ArgsProduct({{32, 128}, {1, 2}})
        ->UseRealTime()
        ->MinWarmUpTime(1)
        ->MinTime(4)
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace

}  // namespace atelier
