#include "atelier/ops/max_pooling_gradient_kernel.h"

namespace atelier::ops {

void max_pooling_gradient_avx2(const MaxPoolingGradient& row);

void max_pooling_gradient_avx2(const MaxPoolingGradient& row) {
  max_pooling_gradient_row<8>(row);
}

}  // namespace atelier::ops
