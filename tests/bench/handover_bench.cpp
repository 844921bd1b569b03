// How far apart two cores lie: the time in which a value that one has written is seen by the other.
// Where a processor is made of several chiplets, it depends on whether both are on the same one,
// and with it what a second thread is worth (docs/performance.md).

#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <thread>

#include "atelier/base/thread_pool.h"

namespace atelier::bench {

namespace {

/// The value goes there and back a thousand times in an iteration.
void hand_over(benchmark::State& state) {
  if (ThreadPool().thread_count() < 2) {
    state.SkipWithMessage("there is one core");
    return;
  }
  constexpr std::int64_t kRounds = 1'000;
  constexpr std::int64_t kStop = -1;
  // Odd while it is the partner's turn.
  alignas(128) std::atomic<std::int64_t> turn = 0;
  std::thread partner([&] {
    for (std::int64_t seen = 0; seen != kStop; seen = turn.load(std::memory_order_acquire)) {
      if (seen % 2 == 1)
        turn.store(seen + 1, std::memory_order_release);
    }
  });
  std::int64_t now = 0;
  for (auto _ : state) {
    for (std::int64_t round = 0; round < kRounds; ++round) {
      turn.store(now + 1, std::memory_order_release);
      now += 2;
      while (turn.load(std::memory_order_acquire) != now) {
      }
    }
  }
  turn.store(kStop, std::memory_order_release);
  partner.join();
  state.counters["one way"] = benchmark::Counter(
      static_cast<double>(2 * kRounds),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

BENCHMARK(hand_over)->Name("handover")->UseRealTime()->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace atelier::bench
