#include "atelier/train/parameter_update.h"

#include <array>

#include "atelier/train/parameter_update_kernel.h"

namespace atelier::train {

#if defined(__x86_64__) || defined(__i386__)
extern const ParameterUpdateKernels kParameterUpdateAvx512;  // parameter_update_avx512.cpp
extern const ParameterUpdateKernels kParameterUpdateAvx2;    // parameter_update_avx2.cpp
#endif

namespace {

struct Kernels {
  std::array<ParameterUpdateKernels, 3> list;
  std::size_t count = 0;

  Kernels() {
#if defined(__x86_64__) || defined(__i386__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")) {
      list[count++] = kParameterUpdateAvx512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
      list[count++] = kParameterUpdateAvx2;
    }
#endif
    list[count++] = {"baseline", adam, sgd, sum_of_squares};
  }
};

}  // namespace

std::span<const ParameterUpdateKernels> parameter_update_kernels() {
  static const Kernels kernels;
  return {kernels.list.data(), kernels.count};
}

}  // namespace atelier::train
