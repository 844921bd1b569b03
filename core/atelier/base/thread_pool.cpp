#include "atelier/base/thread_pool.h"

#include <algorithm>
#include <pthreadpool.h>
#include <stdexcept>
#include <string>
#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

#ifdef __EMSCRIPTEN_PTHREADS__

#include <atomic>

// How often a waiting thread looks for work before it sleeps. A thread in a browser cannot yield
// its core in between. Images/s in Chromium on two cores, with the long wait and with the brief
// one: `classic` with two threads 5,560 and 5,777, with four 3,426 and 5,372; `two-block-same` with
// four 387 and 1,032. (With a tenth of the brief wait 5,125 and 945.) One image of `classic` with
// two threads: 0.10 and 0.29 ms.
constexpr unsigned kBriefRounds = 30'000;
constexpr unsigned kLongRounds = 1'000'000;

/// Read by a pool's thread when it begins to wait (dependencies/xnnpack-wasm/wait_rounds.h).
extern "C" {
std::atomic<unsigned> atelier_wait_rounds{kBriefRounds};
}

#endif

namespace atelier {

namespace {

#if defined(__EMSCRIPTEN__) && !defined(__EMSCRIPTEN_PTHREADS__)
constexpr bool kBuildHasThreads = false;
#else
constexpr bool kBuildHasThreads = true;
#endif

/// How many logical cores this process may run on, at least 1.
std::size_t available_cores() {
#ifdef __linux__
  // glibc's std::thread::hardware_concurrency() also counts cores that `taskset` or a container
  // has taken from the process.
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores) == 0)
    return static_cast<std::size_t>(CPU_COUNT(&cores));
#endif
  return std::max(1U, std::thread::hardware_concurrency());
}

std::size_t up_to_cores(std::size_t threads) {
  const std::size_t cores = available_cores();
  return threads == 0 ? cores : std::min(threads, cores);
}

}  // namespace

void ThreadPool::Destroy::operator()(pthreadpool* pool) const {
  pthreadpool_destroy(pool);
}

ThreadPool::ThreadPool(std::size_t threads) : ThreadPool(Exactly{up_to_cores(threads)}) {}

ThreadPool ThreadPool::of_exactly(std::size_t threads) {
  return ThreadPool(Exactly{threads});
}

ThreadPool::ThreadPool(Exactly count) {
  if (count.threads == 1 || !kBuildHasThreads)
    return;
  handle_.reset(pthreadpool_create(count.threads));
  if (handle_ == nullptr) {
    throw std::runtime_error("thread pool: cannot start " + std::to_string(count.threads) +
                             " threads");
  }
  thread_count_ = count.threads;
}

#ifdef __EMSCRIPTEN_PTHREADS__
ThreadPool::StayAwake::StayAwake() {
  atelier_wait_rounds.store(kLongRounds, std::memory_order_relaxed);
}

ThreadPool::StayAwake::~StayAwake() {
  atelier_wait_rounds.store(kBriefRounds, std::memory_order_relaxed);
}
#else
ThreadPool::StayAwake::StayAwake() = default;
ThreadPool::StayAwake::~StayAwake() = default;
#endif

void ThreadPool::run(void (*task)(void*, std::size_t), void* context, std::size_t count) {
  // Without denormals: a network's vanishing gradients would otherwise slow x86 down many times
  // over.
  pthreadpool_parallelize_1d(handle_.get(), task, context, count,
                             PTHREADPOOL_FLAG_DISABLE_DENORMALS);
}

}  // namespace atelier
