#include "atelier/base/grouped.h"

#include <catch2/catch_test_macros.hpp>

TEST_CASE("A number is grouped by thousands", "[base]") {
  CHECK(atelier::grouped(0) == "0");
  CHECK(atelier::grouped(999) == "999");
  CHECK(atelier::grouped(1000) == "1,000");
  CHECK(atelier::grouped(394'530) == "394,530");
  CHECK(atelier::grouped(1'234'567'890) == "1,234,567,890");
}
