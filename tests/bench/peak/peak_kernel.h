#pragma once

// The chains behind peak.h, for one vector width. Included by one source file for each instruction
// set; everything here is local to the including file.

#include "peak/peak.h"

namespace atelier::bench {

namespace {

template <int kLanes>
struct FloatVector {
  typedef float Type __attribute__((vector_size(kLanes * sizeof(float))));
};

/// value * factor + summand: one instruction where the compiler was told of one.
template <int kLanes>
inline __attribute__((always_inline)) typename FloatVector<kLanes>::Type multiply_add(
    typename FloatVector<kLanes>::Type value, typename FloatVector<kLanes>::Type factor,
    typename FloatVector<kLanes>::Type summand) {
#if defined(__wasm_relaxed_simd__)
  return __builtin_wasm_relaxed_madd_f32x4(value, factor, summand);
#else
  return value * factor + summand;
#endif
}

// Two units of a latency of four or five cycles need ten chains; these, factor and summand fit the
// 16 registers of AVX2, SSE and WebAssembly on x86.
constexpr int kChains = 12;
constexpr int kRounds = 200'000;

template <int kLanes>
__attribute__((noinline)) float run_chains() {
  using Vector = typename FloatVector<kLanes>::Type;
  // Values that go to 1 and stay there: denormals and infinities can cost more. All are unknown to
  // the compiler, which else finds chains that it need not compute.
  volatile float half = 0.5F;
  const Vector factor = half - Vector{};
  const Vector summand = half - Vector{};
  Vector values[kChains];
  for (Vector& value : values)
    value = half - Vector{};
  for (int round = 0; round < kRounds; ++round) {
#pragma GCC unroll 16
    for (Vector& value : values)
      value = multiply_add<kLanes>(value, factor, summand);
  }
  Vector sum = {};
  for (const Vector& value : values)
    sum += value;
  return sum[0];
}

template <int kLanes>
Peak peak_of(const char* instruction_set) {
  return {.instruction_set = instruction_set,
          .operations = 2.0 * kLanes * kChains * kRounds,
          .run = run_chains<kLanes>};
}

}  // namespace

}  // namespace atelier::bench
