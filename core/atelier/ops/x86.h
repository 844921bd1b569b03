#pragma once

#if defined(__x86_64__) || defined(__i386__)
/// Defined where there are sources *_avx512.cpp and *_avx2.cpp to choose from at run time
/// (cmake/Kernels.cmake).
#define ATELIER_X86

namespace atelier::ops {

/// Whether this machine runs what cmake/Kernels.cmake compiles *_avx512.cpp for.
inline bool has_avx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}

/// Likewise, *_avx2.cpp.
inline bool has_avx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

}  // namespace atelier::ops
#endif
