#include "atelier/base/thread_pool.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstddef>
#include <vector>

#ifdef __linux__
#include <sched.h>
#endif

using atelier::ThreadPool;

TEST_CASE("A thread pool does each task once", "[base]") {
  const std::size_t threads = GENERATE(1, 2, 3);
  const std::size_t tasks = GENERATE(0, 1, 2, 100);
  ThreadPool pool = ThreadPool::of_exactly(threads);
  std::vector<int> done(tasks);
  pool.parallel_for(tasks, [&](std::size_t task) { ++done[task]; });
  CHECK(std::count(done.begin(), done.end(), 1) == static_cast<std::ptrdiff_t>(tasks));
}

TEST_CASE("A thread pool has a thread for each core, or as many as asked for if those are fewer",
          "[base]") {
  const std::size_t cores = ThreadPool().thread_count();
  CHECK(cores >= 1);
  CHECK(ThreadPool(1).thread_count() == 1);
  CHECK(ThreadPool(1).handle() == nullptr);
  CHECK(ThreadPool(2).thread_count() == std::min<std::size_t>(2, cores));
  CHECK(ThreadPool(1'000).thread_count() == cores);
}

TEST_CASE(
    "A thread pool of exactly so many threads has them, whatever the cores, if the build has "
    "threads",
    "[base]") {
#if defined(__EMSCRIPTEN__) && !defined(__EMSCRIPTEN_PTHREADS__)
  const std::size_t expected = 1;
#else
  const std::size_t expected = 3;
#endif
  CHECK(ThreadPool::of_exactly(3).thread_count() == expected);
  CHECK(ThreadPool::of_exactly(1).handle() == nullptr);
}

#ifdef __linux__
TEST_CASE("A thread pool does not count cores the process may not run on", "[base]") {
  cpu_set_t before;
  REQUIRE(sched_getaffinity(0, sizeof before, &before) == 0);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
  const std::size_t threads = ThreadPool().thread_count();
  REQUIRE(sched_setaffinity(0, sizeof before, &before) == 0);
  CHECK(threads == 1);
}
#endif

TEST_CASE("What tasks write is there when the loop returns", "[base]") {
  ThreadPool pool = ThreadPool::of_exactly(2);
  std::vector<std::size_t> squares(1'000);
  for (int round = 0; round < 20; ++round) {
    pool.parallel_for(squares.size(), [&](std::size_t i) { squares[i] += i * i; });
  }
  for (std::size_t i = 0; i < squares.size(); ++i) {
    REQUIRE(squares[i] == 20 * i * i);
  }
}
