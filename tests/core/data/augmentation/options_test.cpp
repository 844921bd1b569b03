#include "atelier/data/augmentation/options.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <limits>
#include <stdexcept>
#include <string>

namespace atelier::data {

using Catch::Matchers::Message;

TEST_CASE("Augmentation is off as its options stand", "[augmentation]") {
  CHECK_FALSE(is_on({}));
  CHECK_NOTHROW(check({}));
}

TEST_CASE("Each augmentation alone turns it on", "[augmentation]") {
  CHECK(is_on({.shift = 1}));
  for (const AugmentationNumber& number : kAugmentationNumbers) {
    AugmentationOptions options;
    options.*number.value = number.largest;
    // The erased share says nothing while nothing is erased, nor a drawing's proportions without
    // one.
    const bool is_detail =
        number.name.starts_with("erasing_") || number.name.starts_with("sketch_");
    CHECK(is_on(options) == !is_detail);
  }
}

TEST_CASE("An augmentation's option takes all of its range and nothing beyond", "[augmentation]") {
  for (const AugmentationNumber& number : kAugmentationNumbers) {
    CAPTURE(number.name);
    AugmentationOptions options = {.erasing_smallest = 0, .erasing_largest = 1};
    for (const float value : {0.0F, number.largest / 2, number.largest}) {
      if (number.name == "erasing_largest" || number.name == "erasing_smallest")
        continue;
      options.*number.value = value;
      CHECK_NOTHROW(check(options));
    }
    for (const float value :
         {-0.001F, number.largest + 0.001F, std::numeric_limits<float>::quiet_NaN()}) {
      options.*number.value = value;
      CHECK_THROWS_AS(check(options), std::invalid_argument);
    }
  }
}

TEST_CASE("A wrong option of augmentation is named with its range", "[augmentation]") {
  CHECK_THROWS_MATCHES(check({.rotation = 200}), std::invalid_argument,
                       Message("augmentation: rotation must be from 0 to 180, not 200"));
  CHECK_THROWS_MATCHES(check({.shift = 65}), std::invalid_argument,
                       Message("augmentation: shift must be from 0 to 64 pixels, not 65"));
  CHECK_THROWS_MATCHES(
      check({.erasing_smallest = 0.5F, .erasing_largest = 0.25F}), std::invalid_argument,
      Message("augmentation: erasing_smallest must not be above erasing_largest, but 0.5 is above "
              "0.25"));
}

}  // namespace atelier::data
