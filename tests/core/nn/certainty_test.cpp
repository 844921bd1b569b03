#include "atelier/nn/certainty.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <vector>

namespace atelier::nn {

TEST_CASE("certainty: one clearly leading class is evidence enough", "[nn]") {
  CHECK_FALSE(is_unsure(std::vector<float>{0.1F, 0.7F, 0.2F}));
  CHECK_FALSE(is_unsure(std::vector<float>{kLeastSureProbability, 1 - kLeastSureProbability}));
}

TEST_CASE("certainty: several classes that share the probability are not", "[nn]") {
  CHECK(is_unsure(std::vector<float>{0.5F, 0.5F}));
  CHECK(is_unsure(std::vector<float>{0.05F, 0.59F, 0.36F}));
  CHECK(is_unsure(std::vector<float>(10, 0.1F)));
}

TEST_CASE("certainty: what is no number is no evidence", "[nn]") {
  CHECK(is_unsure(std::vector<float>(3, std::numeric_limits<float>::quiet_NaN())));
  CHECK(is_unsure({}));
}

}  // namespace atelier::nn
