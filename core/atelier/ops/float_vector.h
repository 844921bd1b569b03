#pragma once

// The compiler's vector extensions, for the kernels that are compiled once for each instruction
// set. Everything here is local to the including file: see outer_product_kernel.h.

namespace atelier::ops {

namespace {

/// A vector of floats that may lie at any float's address.
template <int kLanes>
struct FloatVector {
  typedef float Type
      __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float)), may_alias));
};

/// sum += left * right, with a single rounding where the instruction set has that.
template <int kLanes>
inline __attribute__((always_inline)) void multiply_add(
    float left, const typename FloatVector<kLanes>::Type& right,
    typename FloatVector<kLanes>::Type& sum) {
#if defined(__wasm_relaxed_simd__)
  sum = __builtin_wasm_relaxed_madd_f32x4(left - typename FloatVector<kLanes>::Type{}, right, sum);
#else
  sum += left * right;
#endif
}

}  // namespace

}  // namespace atelier::ops
