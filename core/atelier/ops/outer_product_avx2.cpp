#include "atelier/ops/outer_product_kernel.h"

namespace atelier::ops {

void outer_product_avx2(const OuterProduct& product);

// 16 registers of 8 floats: 12 for sums, the rest for the factors.
void outer_product_avx2(const OuterProduct& product) {
  sum_outer_product<8, 10, 6, 4, 3>(product);
}

}  // namespace atelier::ops
