#include "atelier/base/message.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace atelier {

TEST_CASE("A message has its arguments where the braces were", "[base]") {
  CHECK(message("nothing to fill in") == "nothing to fill in");
  CHECK(message("{} of {}: {}", 3, std::size_t{10}, std::string("label")) == "3 of 10: label");
  CHECK(message("{}{}", "a", "{}") == "a{}");
}

TEST_CASE("Numbers in messages are decimal, bytes too", "[base]") {
  CHECK(message("{}", std::uint8_t{65}) == "65");
  CHECK(message("{}", -7) == "-7");
  CHECK(message("{}", std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(message("{}", 0.3F) == "0.3");
}

TEST_CASE("Hexadecimal numbers have the digits asked for", "[base]") {
  CHECK(hexadecimal(0x0B, 2) == "0b");
  CHECK(hexadecimal(0, 8) == "00000000");
  CHECK(hexadecimal(0xDEADBEEF, 8) == "deadbeef");
  CHECK(hexadecimal(0x1FF, 2) == "1ff");
}

TEST_CASE("Sizes are joined as products are written", "[base]") {
  const std::vector<std::size_t> sizes = {28, 28, 1};
  CHECK(joined(sizes, " x ") == "28 x 28 x 1");
  CHECK(joined({}, " x ").empty());
}

TEST_CASE("A float's shortest decimal is the number people would write", "[base]") {
  CHECK(shortest_decimal(0.001F) == 0.001);
  CHECK(shortest_decimal(1e-7F) == 1e-7);
  CHECK(shortest_decimal(128.0F) == 128.0);
}

}  // namespace atelier
