#include "atelier/ops/outer_product.h"

#include <array>

#include "atelier/ops/outer_product_kernel.h"
#include "atelier/ops/x86.h"

namespace atelier::ops {

#if defined(ATELIER_X86)
void outer_product_avx512(const OuterProduct& product);  // outer_product_avx512.cpp
void outer_product_avx2(const OuterProduct& product);    // outer_product_avx2.cpp
#endif

namespace {

#if defined(__aarch64__)
// 32 registers of 4 floats.
void outer_product_baseline(const OuterProduct& product) {
  sum_outer_product<4, 16, 12, 8, 6>(product);
}
#elif defined(__wasm__)
// V8 keeps 13 or 14 vectors in registers. Measured: tiles of 3 by 3 vectors are 5 % (convolutions)
// to 25 % (dense layers) faster than 3 by 4. Tiles of one vector could be of 8 channels, but each
// number of channels is code to download.
void outer_product_baseline(const OuterProduct& product) {
  sum_outer_product<4, 4, 4, 3, 0>(product);
}
#else
// 16 registers of 4 floats.
void outer_product_baseline(const OuterProduct& product) {
  sum_outer_product<4, 10, 6, 4, 3>(product);
}
#endif

constexpr const char* kBaseline =
#if defined(__wasm_relaxed_simd__)
    "wasm relaxed SIMD";
#elif defined(__wasm__)
    "wasm SIMD";
#elif defined(__aarch64__)
    "NEON";
#else
    "SSE2";
#endif

struct Kernels {
  std::array<OuterProductKernel, 3> list;
  std::size_t count = 0;

  Kernels() {
#if defined(ATELIER_X86)
    if (has_avx512()) {
      list[count++] = {"AVX-512", outer_product_avx512};
    }
    if (has_avx2()) {
      list[count++] = {"AVX2", outer_product_avx2};
    }
#endif
    list[count++] = {kBaseline, outer_product_baseline};
  }
};

}  // namespace

std::span<const OuterProductKernel> outer_product_kernels() {
  static const Kernels kernels;
  return {kernels.list.data(), kernels.count};
}

void outer_product(const OuterProduct& product) {
  outer_product_kernels().front().run(product);
}

}  // namespace atelier::ops
