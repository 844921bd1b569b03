#include "atelier/explain/byte_tensor.h"

#include <algorithm>
#include <cmath>

#include "atelier/base/heap_sort.h"

namespace atelier::explain {

namespace {

float finite(float value) {
  return std::isfinite(value) ? value : 0.0F;
}

float limit_of(std::span<const float> values, double percentile) {
  if (values.empty())
    return 0;
  std::vector<float> magnitudes(values.size());
  std::ranges::transform(values, magnitudes.begin(),
                         [](float value) { return std::abs(finite(value)); });
  const auto last = static_cast<double>(values.size() - 1);
  const float limit =
      value_at(magnitudes, static_cast<std::size_t>(std::lround(percentile * last)));
  // Where all but a few are 0, those few are what there is to see.
  return limit > 0 ? limit : *std::ranges::max_element(magnitudes);
}

}  // namespace

ByteTensor to_bytes(const Shape& shape, std::span<const float> values, double percentile) {
  ByteTensor result;
  result.shape = shape;
  result.limit = limit_of(values, percentile);
  const bool has_sign = std::ranges::any_of(values, [](float value) { return finite(value) < 0; });
  result.zero = has_sign ? 128 : 0;
  const float steps = has_sign ? 127 : 255;
  const float scale = result.limit > 0 ? steps / result.limit : 0;
  result.values.reserve(values.size());
  for (const float value : values) {
    const float step = std::clamp(finite(value) * scale, -steps, steps);
    result.values.push_back(
        static_cast<std::uint8_t>(std::lround(step) + static_cast<long>(result.zero)));
  }
  return result;
}

}  // namespace atelier::explain
