#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

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

}  // namespace atelier
