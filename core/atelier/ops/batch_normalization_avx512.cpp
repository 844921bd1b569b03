#include "atelier/ops/batch_normalization_kernel.h"

namespace atelier::ops {

NormalizationKernels normalization_kernels_avx512();

NormalizationKernels normalization_kernels_avx512() {
  return normalization_kernels_of<16>("AVX-512");
}

}  // namespace atelier::ops
