#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

struct pthreadpool;

namespace atelier {

/// A fixed set of threads that share loops among them. One pool serves XNNPACK's operators and our
/// own kernels, so that the two never compete for the cores.
///
/// Not for concurrent use: one loop runs at a time, and the calling thread takes part in it.
class ThreadPool {
 public:
  /// @param threads how many threads work on a loop, the calling one included; 0 means one for each
  ///                logical core this process may run on. It gets no more than that, since threads
  ///                beyond the cores only keep others waiting (docs/performance.md). Builds without
  ///                threads (WebAssembly outside a cross-origin isolated page) always have one.
  /// Throws std::runtime_error if the threads cannot be started.
  explicit ThreadPool(std::size_t threads = 0);

  /// A pool of so many threads even where they outnumber the cores, for tests, which want several
  /// on any machine. Otherwise as the constructor; `threads` is at least 1.
  static ThreadPool of_exactly(std::size_t threads);

  std::size_t thread_count() const { return thread_count_; }

  /// Calls `task(i)` for every i in [0, count), in any order, on all threads; returns when all are
  /// done. Tasks must not throw. For results that do not depend on the number of threads, cut the
  /// work into tasks by the problem's sizes alone, and let each task write its own part of the
  /// result.
  template <typename Task>
  void parallel_for(std::size_t count, Task&& task) {
    using Decayed = std::remove_reference_t<Task>;
    run([](void* context, std::size_t index) { (*static_cast<Decayed*>(context))(index); },
        const_cast<void*>(static_cast<const void*>(&task)), count);
  }

  /// While one lives, a thread that waits for the next loop stays awake longer: for loops so short
  /// that waking a thread takes longer than its share of them. Other programs, and other threads
  /// where they outnumber the cores, miss that time.
  /// Natively it changes nothing, since threads yield their core while they wait.
  class StayAwake {
   public:
    StayAwake();
    ~StayAwake();
    StayAwake(const StayAwake&) = delete;
    StayAwake& operator=(const StayAwake&) = delete;
  };

  /// For ops, which hands it to XNNPACK: null when there is a single thread.
  pthreadpool* handle() const { return handle_.get(); }

 private:
  struct Exactly {
    std::size_t threads;
  };
  explicit ThreadPool(Exactly count);

  struct Destroy {
    void operator()(pthreadpool* pool) const;
  };

  void run(void (*task)(void*, std::size_t), void* context, std::size_t count);

  std::unique_ptr<pthreadpool, Destroy> handle_;
  std::size_t thread_count_ = 1;
};

}  // namespace atelier
