#include "atelier/ops/convolution/convolution_row_kernel.h"

namespace atelier::ops {

void convolve_row_avx2(const ConvolutionRow& row);

// 16 registers of 8 floats: 12 for sums.
void convolve_row_avx2(const ConvolutionRow& row) {
  convolve_row<8, 8, 6, 4>(row);
}

}  // namespace atelier::ops
