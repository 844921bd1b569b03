#pragma once

#include <cstddef>

#include "atelier/base/thread_pool.h"

namespace atelier::bench {

/// The most single-precision work this machine does in registers: independent chains of
/// multiplications and additions, fused where the instruction set can, as many at a time as it
/// takes to keep every unit busy. What a kernel reaches is judged against it.
struct Peak {
  const char* instruction_set;
  double operations;  ///< A call's floating-point operations; an addition and a multiplication are
                      ///< two.
  float (*run)();     ///< About a millisecond of work. The result keeps it from being left out.
};

/// Of the widest instruction set there is here, chosen at run time on x86.
Peak peak();

/// Runs it once on each of the pool's threads at the same time.
void run_on_all_threads(const Peak& peak, ThreadPool& pool);

// One for each instruction set, each compiled for it.
Peak peak_avx512();
Peak peak_avx2();

}  // namespace atelier::bench
