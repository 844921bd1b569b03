#include "atelier/ops/batch_normalization_kernels.h"

#include <array>

#include "atelier/ops/batch_normalization_kernel.h"
#include "atelier/ops/x86.h"

namespace atelier::ops {

#if defined(ATELIER_X86)
NormalizationKernels normalization_kernels_avx512();  // batch_normalization_avx512.cpp
NormalizationKernels normalization_kernels_avx2();    // batch_normalization_avx2.cpp
#endif

namespace {

constexpr int kBaselineLanes = 4;  // SSE2, NEON and WebAssembly alike.

struct Kernels {
  std::array<NormalizationKernels, 3> list{};
  std::size_t count = 0;

  Kernels() {
#if defined(ATELIER_X86)
    if (has_avx512())
      list[count++] = normalization_kernels_avx512();
    if (has_avx2())
      list[count++] = normalization_kernels_avx2();
#endif
    list[count++] = normalization_kernels_of<kBaselineLanes>("baseline");
  }
};

}  // namespace

std::span<const NormalizationKernels> normalization_kernels() {
  static const Kernels kernels;
  return {kernels.list.data(), kernels.count};
}

}  // namespace atelier::ops
