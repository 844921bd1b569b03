#include "peak/peak.h"

#include "peak/peak_kernel.h"

namespace atelier::bench {

Peak peak() {
#if defined(__x86_64__) || defined(__i386__)
  if (__builtin_cpu_supports("avx512f"))
    return peak_avx512();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return peak_avx2();
  return peak_of<4>("SSE2");
#elif defined(__wasm_relaxed_simd__)
  return peak_of<4>("WebAssembly, relaxed SIMD");
#elif defined(__wasm__)
  return peak_of<4>("WebAssembly, SIMD");
#else
  return peak_of<4>("the baseline");
#endif
}

void run_on_all_threads(const Peak& peak, ThreadPool& pool) {
  pool.parallel_for(pool.thread_count(), [&peak](std::size_t /*thread*/) { peak.run(); });
}

}  // namespace atelier::bench
