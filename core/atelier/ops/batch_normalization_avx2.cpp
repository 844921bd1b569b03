#include "atelier/ops/batch_normalization_kernel.h"

namespace atelier::ops {

NormalizationKernels normalization_kernels_avx2();

NormalizationKernels normalization_kernels_avx2() {
  return normalization_kernels_of<8>("AVX2");
}

}  // namespace atelier::ops
