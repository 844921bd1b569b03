#include "atelier/base/thread_pool.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstddef>
#include <vector>

using atelier::ThreadPool;

TEST_CASE("A thread pool does each task once", "[base]") {
  const std::size_t threads = GENERATE(1, 2, 3);
  const std::size_t tasks = GENERATE(0, 1, 2, 100);
  ThreadPool pool(threads);
  std::vector<int> done(tasks);
  pool.parallel_for(tasks, [&](std::size_t task) { ++done[task]; });
  CHECK(std::count(done.begin(), done.end(), 1) == static_cast<std::ptrdiff_t>(tasks));
}

TEST_CASE("A thread pool has at least one thread, and no more than asked for", "[base]") {
  CHECK(ThreadPool().thread_count() >= 1);
  CHECK(ThreadPool(1).thread_count() == 1);
  CHECK(ThreadPool(1).handle() == nullptr);
  CHECK(ThreadPool(3).thread_count() >= 1);
  CHECK(ThreadPool(3).thread_count() <= 3);
}

TEST_CASE("What tasks write is there when the loop returns", "[base]") {
  ThreadPool pool(2);
  std::vector<std::size_t> squares(1'000);
  for (int round = 0; round < 20; ++round) {
    pool.parallel_for(squares.size(), [&](std::size_t i) { squares[i] += i * i; });
  }
  for (std::size_t i = 0; i < squares.size(); ++i) {
    REQUIRE(squares[i] == 20 * i * i);
  }
}
