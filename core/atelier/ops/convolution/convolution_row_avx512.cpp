#include "atelier/ops/convolution/convolution_row_kernel.h"

namespace atelier::ops {

void convolve_row_avx512(const ConvolutionRow& row);

// 32 registers of 16 floats: 28 for sums with two vectors.
void convolve_row_avx512(const ConvolutionRow& row) {
  convolve_row<16, 16, 14, 8>(row);
}

}  // namespace atelier::ops
