#include "atelier/explain/byte_tensor.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <vector>

namespace atelier::explain {

using Bytes = std::vector<std::uint8_t>;

TEST_CASE("Values that are not negative are spread from 0 to 255") {
  const ByteTensor tensor = to_bytes({2, 2}, std::vector<float>{0, 1, 2, 4});
  CHECK(tensor.shape == Shape{2, 2});
  CHECK(tensor.zero == 0);
  CHECK(tensor.limit == 4);
  CHECK(tensor.values == Bytes{0, 64, 128, 255});
}

TEST_CASE("Where there are negative values 0 is in the middle, and both signs have one scale") {
  const ByteTensor tensor = to_bytes({4}, std::vector<float>{0, 0.5F, -2, 1});
  CHECK(tensor.zero == 128);
  CHECK(tensor.limit == 2);
  CHECK(tensor.values == Bytes{128, 160, 1, 192});
}

TEST_CASE("What is beyond the percentile is drawn like what is at it") {
  const std::vector<float> values = {-100, 1, 2, 3, 4};
  const ByteTensor tensor = to_bytes({5}, values, 0.75);
  CHECK(tensor.limit == 4);
  CHECK(tensor.values.front() == 1);
  CHECK(tensor.values.back() == 255);
}

TEST_CASE("A percentile of nothing but zeros does not hide the few values that there are") {
  const ByteTensor tensor = to_bytes({5}, std::vector<float>{0, 0, 0, 0, 3}, 0.5);
  CHECK(tensor.limit == 3);
  CHECK(tensor.values == Bytes{0, 0, 0, 0, 255});
}

TEST_CASE("Zeros, and what is not finite, are drawn as zero") {
  CHECK(to_bytes({2}, std::vector<float>{0, 0}).values == Bytes{0, 0});
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();
  const ByteTensor tensor =
      to_bytes({4}, std::vector<float>{kInfinity, kNotANumber, 1, -kInfinity});
  CHECK(tensor.limit == 1);
  CHECK(tensor.values == Bytes{0, 0, 255, 0});
}

TEST_CASE("A tensor of nothing is empty") {
  CHECK(to_bytes({0}, {}).values.empty());
}

}  // namespace atelier::explain
