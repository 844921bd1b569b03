#include "atelier/data/picture/quantile.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace atelier::data {

float quantile(std::span<const float> values, float share) {
  constexpr float kSteps = 4;  // For each unit.
  std::array<std::uint32_t, 1024> counts{};
  for (const float value : values)
    ++counts[static_cast<std::size_t>(std::clamp(value * kSteps, 0.0F, counts.size() - 1.0F))];
  const float below = share * static_cast<float>(values.size());
  std::size_t place = 0;
  for (std::size_t sum = counts[0]; static_cast<float>(sum) <= below && place + 1 < counts.size();)
    sum += counts[++place];
  return values.empty() ? 0 : static_cast<float>(place) / kSteps;
}

}  // namespace atelier::data
