#pragma once

#include <cstdint>

namespace atelier {

/// The largest finite number of IEEE 754's binary16.
inline constexpr float kLargestHalf = 65504.0F;

/// The bits of the half-precision number (IEEE 754 binary16) nearest to a float, ties to even.
/// Beyond kLargestHalf, by half a step or more, it is an infinity; not a number stays none.
std::uint16_t to_half(float value);

/// The float that equals a half-precision number, given by its bits: every one is a float too.
float from_half(std::uint16_t bits);

}  // namespace atelier
