#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "atelier/base/shape.h"

namespace atelier::explain {

/// Numbers to look at: a byte each, the strongest at the end of the scale.
struct ByteTensor {
  Shape shape;
  std::vector<std::uint8_t> values;  ///< Row-major.
  /// The byte that stands for 0: 0 where nothing is negative, so that 0 to 255 are 0 to `limit`;
  /// else 128, and 1 to 255 are -limit to limit.
  std::uint8_t zero = 0;
  float limit = 0;  ///< What stands at the end of the scale; what is beyond is drawn like it.
};

/// @param values     shape.element_count() of them, row-major.
/// @param percentile above 0, at most 1: the share of the values whose magnitude is within the
///                   scale. 1 for all. A few outliers otherwise leave all else in the dark.
/// Values that are not finite count as 0.
ByteTensor to_bytes(const Shape& shape, std::span<const float> values, double percentile = 1);

}  // namespace atelier::explain
