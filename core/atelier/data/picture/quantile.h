#pragma once

#include <span>

namespace atelier::data {

/// The value below which `share` of the values lie, to a quarter: of values from 0 to 255, counted
/// rather than sorted. 0 if there are none.
float quantile(std::span<const float> values, float share);

}  // namespace atelier::data
