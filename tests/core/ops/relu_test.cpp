#include "atelier/ops/relu.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ThreadPool;
using atelier::test::random_buffer;

}  // namespace

TEST_CASE("relu keeps what is above zero, and its backward the gradient there", "[ops]") {
  const std::size_t count = GENERATE(1, 7, 64, 33'333);
  const bool in_place = GENERATE(false, true);
  ThreadPool pool(1);
  Buffer input = random_buffer(count, 1);
  const Buffer original = random_buffer(count, 1);
  Buffer separate(count);
  Buffer& output = in_place ? input : separate;
  atelier::ops::relu(input.data(), count, output.data(), pool);
  Buffer gradient = random_buffer(count, 2);
  const Buffer original_gradient = random_buffer(count, 2);
  Buffer separate_gradient(count);
  Buffer& input_gradient = in_place ? gradient : separate_gradient;
  atelier::ops::relu_backward(output.data(), gradient.data(), count, input_gradient.data(), pool);
  for (std::size_t i = 0; i < count; ++i) {
    const bool kept = original.data()[i] > 0;
    REQUIRE(output.data()[i] == (kept ? original.data()[i] : 0.0F));
    REQUIRE(input_gradient.data()[i] == (kept ? original_gradient.data()[i] : 0.0F));
  }
}

TEST_CASE("relu does not hide what is not a number", "[ops]") {
  ThreadPool pool(1);
  Buffer values(20);
  values.data()[13] = std::numeric_limits<float>::quiet_NaN();
  atelier::ops::relu(values.data(), values.size(), values.data(), pool);
  CHECK(std::isnan(values.data()[13]));
}

TEST_CASE("relu and its gradient have the same bits for any number of threads", "[ops]") {
  const Buffer input = random_buffer(84'028, 1);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    Buffer result(2 * input.size());
    float* output = result.data();
    float* gradient = output + input.size();
    atelier::ops::relu(input.data(), input.size(), output, pool);
    atelier::ops::relu_backward(output, input.data(), input.size(), gradient, pool);
    return result;
  });
}
