#include "atelier/ops/outer_product_kernel.h"

namespace atelier::ops {

void outer_product_avx512(const OuterProduct& product);

// 32 registers of 16 floats: 24 or more for sums, the rest for the factors.
void outer_product_avx512(const OuterProduct& product) {
  sum_outer_product<16, 16, 12, 8, 6>(product);
}

}  // namespace atelier::ops
