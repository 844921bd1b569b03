#include "atelier/base/shape.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <stdexcept>

namespace {

using atelier::Shape;
using Catch::Matchers::Message;

}  // namespace

TEST_CASE("A shape knows its sizes", "[base]") {
  const Shape shape = {28, 27, 3};
  CHECK(shape.rank() == 3);
  CHECK(shape[0] == 28);
  CHECK(shape[2] == 3);
  CHECK(shape.element_count() == 28 * 27 * 3);
  CHECK(shape.to_string() == "[28, 27, 3]");
  CHECK(Shape().element_count() == 1);
  CHECK(Shape().to_string() == "[]");
}

TEST_CASE("Shapes are equal if all sizes are", "[base]") {
  CHECK(Shape{2, 3} == Shape{2, 3});
  CHECK(Shape{2, 3} != Shape{3, 2});
  CHECK(Shape{2, 3} != Shape{2, 3, 1});
}

TEST_CASE("A batch is one more axis in front", "[base]") {
  CHECK(Shape{28, 28, 1}.with_batch(5) == Shape{5, 28, 28, 1});
  CHECK(Shape().with_batch(2) == Shape{2});
}

TEST_CASE("A shape has at most four axes", "[base]") {
  CHECK_THROWS_MATCHES((Shape{1, 2, 3, 4, 5}), std::invalid_argument,
                       Message("shape: rank 5 is above the largest, 4"));
  CHECK_THROWS_MATCHES((Shape{1, 2, 3, 4}.with_batch(5)), std::invalid_argument,
                       Message("shape: [1, 2, 3, 4] has no room for a batch axis"));
}
