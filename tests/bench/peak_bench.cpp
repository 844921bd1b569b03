// The measured peak that operators and training steps are judged against, in the same run.

#include <benchmark/benchmark.h>
#include <cstddef>

#include "atelier/base/thread_pool.h"

#include "peak/peak.h"

namespace atelier::bench {

namespace {

void measure_peak(benchmark::State& state) {
  ThreadPool pool = ThreadPool::of_exactly(static_cast<std::size_t>(state.range(0)));
  const Peak here = peak();
  for (auto _ : state)
    run_on_all_threads(here, pool);
  state.counters["GFLOP/s"] =
      benchmark::Counter(1e-9 * here.operations * static_cast<double>(pool.thread_count()),
                         benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(here.instruction_set);
}

BENCHMARK(measure_peak)
    ->Name("peak")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace atelier::bench
