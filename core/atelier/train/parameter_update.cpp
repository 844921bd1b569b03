#include "atelier/train/parameter_update.h"

#include <array>

#include "atelier/ops/x86.h"
#include "atelier/train/parameter_update_kernel.h"

namespace atelier::train {

#if defined(ATELIER_X86)
extern const ParameterUpdateKernels kParameterUpdateAvx512;  // parameter_update_avx512.cpp
extern const ParameterUpdateKernels kParameterUpdateAvx2;    // parameter_update_avx2.cpp
#endif

namespace {

struct Kernels {
  std::array<ParameterUpdateKernels, 3> list;
  std::size_t count = 0;

  Kernels() {
#if defined(ATELIER_X86)
    if (ops::has_avx512())
      list[count++] = kParameterUpdateAvx512;
    if (ops::has_avx2())
      list[count++] = kParameterUpdateAvx2;
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
