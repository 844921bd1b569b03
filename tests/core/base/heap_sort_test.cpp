#include "atelier/base/heap_sort.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <vector>

namespace atelier {

TEST_CASE("heap_sort brings values into order, equal ones and none included", "[base]") {
  std::vector<int> values = {5, 3, 9, 3, 1, 8};
  heap_sort(values);
  CHECK(values == std::vector{1, 3, 3, 5, 8, 9});
  std::vector<int> none;
  heap_sort(none);
  CHECK(none.empty());
}

TEST_CASE("heap_sort compares what the projection makes of values, as it is told to", "[base]") {
  std::vector<std::string> words = {"four", "a", "seven", "no"};
  heap_sort(words, std::ranges::greater(), &std::string::size);
  CHECK(words == std::vector<std::string>{"seven", "four", "no", "a"});
}

}  // namespace atelier
