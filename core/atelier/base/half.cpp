#include "atelier/base/half.h"

#include <bit>

namespace atelier {

namespace {

// Bits of a float: sign, 8 of exponent (bias 127), 23 of mantissa. Of a half: sign, 5 (15), 10.
constexpr std::uint32_t kFloatSign = 0x80000000U;
constexpr std::uint32_t kFloatInfinity = 0x7F800000U;
constexpr std::uint32_t kHalfInfinity = 0x7C00U;
constexpr std::uint32_t kHalfNotANumber = 0x7E00U;
constexpr unsigned kMantissaDifference = 23 - 10;
constexpr std::uint32_t kBiasDifference = 127 - 15;

/// From here on, magnitudes round to infinity: half a step above the largest half.
constexpr std::uint32_t kOverflow = 0x477FF000U;
/// Below, halves are subnormal: 2^-14.
constexpr std::uint32_t kSmallestNormal = 0x38800000U;

}  // namespace

std::uint16_t to_half(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = (bits & kFloatSign) >> 16;
  const std::uint32_t magnitude = bits & ~kFloatSign;
  std::uint32_t half = 0;
  if (magnitude > kFloatInfinity) {
    half = kHalfNotANumber;
  } else if (magnitude >= kOverflow) {
    half = kHalfInfinity;
  } else if (magnitude < kSmallestNormal) {
    // In a sum with 0.5 the last bit of the float is the last one of a subnormal half, and the
    // addition rounds as it should.
    const float sum = std::bit_cast<float>(magnitude) + 0.5F;
    half = std::bit_cast<std::uint32_t>(sum) - std::bit_cast<std::uint32_t>(0.5F);
  } else {
    // Half a step less a bit, and that bit where the mantissa kept is odd: ties go to even. A carry
    // moves into the exponent, as it should.
    const std::uint32_t odd = (magnitude >> kMantissaDifference) & 1U;
    const std::uint32_t rounded = magnitude + 0xFFFU + odd;
    half = (rounded >> kMantissaDifference) - (kBiasDifference << 10);
  }
  return static_cast<std::uint16_t>(sign | half);
}

float from_half(std::uint16_t bits) {
  const std::uint32_t sign = (bits & 0x8000U) << 16;
  const std::uint32_t magnitude = bits & 0x7FFFU;
  // With the exponent's bias still the half's: 2^112 too small, which a product mends exactly, for
  // subnormal numbers too.
  constexpr float kBias = 0x1p112F;
  const float scaled = std::bit_cast<float>(magnitude << kMantissaDifference) * kBias;
  const std::uint32_t finite = std::bit_cast<std::uint32_t>(scaled);
  const bool special = magnitude >= kHalfInfinity;
  return std::bit_cast<float>(sign | finite | (special ? kFloatInfinity : 0));
}

}  // namespace atelier
