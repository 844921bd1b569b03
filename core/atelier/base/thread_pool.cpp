#include "atelier/base/thread_pool.h"

#include <pthreadpool.h>
#include <stdexcept>
#include <string>

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

}  // namespace

void ThreadPool::Destroy::operator()(pthreadpool* pool) const {
  pthreadpool_destroy(pool);
}

ThreadPool::ThreadPool(std::size_t threads) {
  if (threads == 1 || !kBuildHasThreads)
    return;
  handle_.reset(pthreadpool_create(threads));
  if (handle_ == nullptr) {
    throw std::runtime_error("thread pool: cannot start " + std::to_string(threads) + " threads");
  }
  thread_count_ = pthreadpool_get_threads_count(handle_.get());
  if (thread_count_ == 1)
    handle_.reset();
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
