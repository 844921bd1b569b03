#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <ranges>
#include <span>

namespace atelier {

/// Sorts `values` by what `projection` makes of them. For lists of some thousand values at most, in
/// what the page's module links: std::ranges::sort is several sorts in one, 3 to 6 KB of
/// WebAssembly for each type that it sorts; this one is a tenth of that.
template <std::ranges::random_access_range Range, typename Comparison = std::ranges::less,
          typename Projection = std::identity>
void heap_sort(Range& values, Comparison comparison = {}, Projection projection = {}) {
  std::ranges::make_heap(values, comparison, projection);
  std::ranges::sort_heap(values, comparison, projection);
}

/// The value that would be at `place` of the sorted values, whose order changes. In few steps where
/// the place is near the end. Not std::ranges::nth_element for the same reason.
inline float value_at(std::span<float> values, std::size_t place) {
  std::ranges::make_heap(values);
  for (std::size_t count = values.size(); count > place + 1; --count)
    std::ranges::pop_heap(values.first(count));
  return values.front();
}

}  // namespace atelier
