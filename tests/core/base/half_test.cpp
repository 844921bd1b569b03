#include "atelier/base/half.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

namespace atelier {

namespace {

/// What IEEE 754 says a binary16 number is.
double value_of(unsigned bits) {
  const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
  const int exponent = static_cast<int>((bits >> 10) & 0x1FU);
  const double mantissa = (bits & 0x3FFU) / 1024.0;
  if (exponent == 31)
    return mantissa == 0 ? sign * std::numeric_limits<double>::infinity()
                         : std::numeric_limits<double>::quiet_NaN();
  return exponent == 0 ? sign * std::ldexp(mantissa, -14)
                       : sign * std::ldexp(1 + mantissa, exponent - 15);
}

}  // namespace

TEST_CASE("Every half-precision number is the float that IEEE 754 says, and comes back", "[base]") {
  for (unsigned bits = 0; bits <= 0xFFFFU; ++bits) {
    const float value = from_half(static_cast<std::uint16_t>(bits));
    const double expected = value_of(bits);
    if (std::isnan(expected)) {
      REQUIRE(std::isnan(value));
      REQUIRE(std::isnan(from_half(to_half(value))));
      continue;
    }
    REQUIRE(static_cast<double>(value) == expected);
    REQUIRE(std::signbit(value) == ((bits & 0x8000U) != 0));
    REQUIRE(to_half(value) == bits);
  }
}

TEST_CASE("A float becomes the nearest half, and one in the middle the even one", "[base]") {
  for (unsigned bits = 0; bits < 0x7BFFU; ++bits) {
    const float low = from_half(static_cast<std::uint16_t>(bits));
    const float high = from_half(static_cast<std::uint16_t>(bits + 1));
    const float middle = (low + high) / 2;  // Exact: a float has 13 more bits.
    REQUIRE(to_half(middle) == (bits % 2 == 0 ? bits : bits + 1));
    REQUIRE(to_half(std::nextafter(middle, 0.0F)) == bits);
    REQUIRE(to_half(std::nextafter(middle, high)) == bits + 1);
    REQUIRE(to_half(-middle) == (0x8000U | to_half(middle)));
  }
}

TEST_CASE("What is too large for a half is infinite, and what is too small is zero", "[base]") {
  CHECK(to_half(kLargestHalf) == 0x7BFF);
  CHECK(to_half(std::nextafter(65520.0F, 0.0F)) == 0x7BFF);
  CHECK(to_half(65520.0F) == 0x7C00);
  CHECK(to_half(-std::numeric_limits<float>::max()) == 0xFC00);
  CHECK(to_half(std::numeric_limits<float>::infinity()) == 0x7C00);
  CHECK(to_half(0x1p-25F) == 0);
  CHECK(to_half(std::nextafter(0x1p-25F, 1.0F)) == 1);
  CHECK(to_half(std::numeric_limits<float>::denorm_min()) == 0);
}

}  // namespace atelier
