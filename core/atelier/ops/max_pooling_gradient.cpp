#include "atelier/ops/max_pooling_gradient.h"

#include <vector>

#include "atelier/ops/max_pooling_gradient_kernel.h"
#include "atelier/ops/x86.h"

namespace atelier::ops {

#if defined(ATELIER_X86)
void max_pooling_gradient_avx512(const MaxPoolingGradient& row);  // max_pooling_gradient_avx512.cpp
void max_pooling_gradient_avx2(const MaxPoolingGradient& row);    // max_pooling_gradient_avx2.cpp
#endif

namespace {

std::vector<MaxPoolingGradientKernel> kernels_of_this_machine() {
  std::vector<MaxPoolingGradientKernel> kernels;
#if defined(ATELIER_X86)
  if (has_avx512())
    kernels.push_back({"AVX-512", max_pooling_gradient_avx512});
  if (has_avx2())
    kernels.push_back({"AVX2", max_pooling_gradient_avx2});
#endif
  kernels.push_back({"baseline", max_pooling_gradient_row<4>});
  return kernels;
}

}  // namespace

std::span<const MaxPoolingGradientKernel> max_pooling_gradient_kernels() {
  static const std::vector<MaxPoolingGradientKernel> kernels = kernels_of_this_machine();
  return kernels;
}

void max_pooling_gradient(const MaxPoolingGradient& row) {
  max_pooling_gradient_kernels().front().run(row);
}

}  // namespace atelier::ops
