#include "atelier/base/thread_pool.h"

#include <pthreadpool.h>
#include <stdexcept>
#include <string>

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

void ThreadPool::run(void (*task)(void*, std::size_t), void* context, std::size_t count) {
  // Without denormals: a network's vanishing gradients would otherwise slow x86 down many times
  // over.
  pthreadpool_parallelize_1d(handle_.get(), task, context, count,
                             PTHREADPOOL_FLAG_DISABLE_DENORMALS);
}

}  // namespace atelier
