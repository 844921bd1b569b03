#include "atelier/ops/average_pooling2d.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "ops/pooling_cases.h"
#include "support/naive_window.h"
#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ThreadPool;
using atelier::ops::AveragePooling2d;
using atelier::ops::Padding;
using atelier::test::as_double;
using atelier::test::ExactSums;
using atelier::test::for_each_tap;
using atelier::test::kPoolingCases;
using atelier::test::PoolingCase;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using Catch::Matchers::Message;

// Calls visit(output, input, share) with the indices of each value in each mean, and its weight
// there.
template <typename Visit>
void for_each_share(const PoolingCase& tested, std::size_t output_pixels, Visit&& visit) {
  std::vector<double> counts(output_pixels);
  for_each_tap(tested.input, tested.window, tested.batch,
               [&](std::size_t output, std::size_t, std::size_t) { ++counts[output]; });
  const std::size_t channels = tested.input[2];
  for_each_tap(tested.input, tested.window, tested.batch,
               [&](std::size_t output, std::size_t, std::size_t pixel) {
                 for (std::size_t channel = 0; channel < channels; ++channel) {
                   visit(output * channels + channel, pixel * channels + channel,
                         1 / counts[output]);
                 }
               });
}

}  // namespace

TEST_CASE("average_pooling2d computes the mean of each window, padding left out", "[ops]") {
  const PoolingCase tested = GENERATE(from_range(kPoolingCases));
  CAPTURE(tested.input.to_string(), tested.window.height, tested.window.stride_height);
  ThreadPool pool(1);
  AveragePooling2d pooling(tested.input, tested.window, pool);
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  Buffer output(tested.batch * pooling.output_shape().element_count());
  pooling.forward(input.data(), tested.batch, output.data());

  ExactSums expected(output.size());
  for_each_share(tested, output.size() / tested.input[2],
                 [&](std::size_t result, std::size_t value, double share) {
                   expected.add(result, share * input.data()[value]);
                 });
  expected.require_close(output.span());
}

TEST_CASE("average_pooling2d's gradient is that of its definition", "[ops]") {
  const PoolingCase tested = GENERATE(from_range(kPoolingCases));
  CAPTURE(tested.input.to_string(), tested.window.height, tested.window.stride_height);
  ThreadPool pool(1);
  AveragePooling2d pooling(tested.input, tested.window, pool);
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  const Buffer weights = random_buffer(tested.batch * pooling.output_shape().element_count(), 2);
  Buffer gradient = random_buffer(input.size(), 3);
  pooling.backward(weights.data(), tested.batch, gradient.data());

  SECTION("every element, by the sums that the derivative consists of") {
    ExactSums expected(gradient.size());
    for_each_share(tested, weights.size() / tested.input[2],
                   [&](std::size_t result, std::size_t value, double share) {
                     expected.add(value, share * weights.data()[result]);
                   });
    expected.require_close(gradient.span());
  }

  SECTION("some elements, by finite differences of the definition") {
    std::vector<double> values = as_double(input);
    const auto function = [&] {
      double sum = 0;
      for_each_share(tested, weights.size() / tested.input[2],
                     [&](std::size_t result, std::size_t value, double share) {
                       sum += weights.data()[result] * share * values[value];
                     });
      return sum;
    };
    // At most a weight below 1 from each of the windows a pixel is in, which are at most the
    // window's pixels.
    const auto windows = static_cast<double>(tested.window.height * tested.window.width);
    require_gradient(function, values, gradient.span(), windows * (windows + 2) * 0x1p-24 + 1e-8);
  }
}

TEST_CASE("average_pooling2d takes any batch size from one call to the next", "[ops]") {
  ThreadPool pool(1);
  AveragePooling2d pooling({6, 4, 5}, {5, 3, 2, 2, Padding::kSame}, pool);
  const Buffer input = random_buffer(5 * 6 * 4 * 5, 1);
  Buffer all(5 * 3 * 2 * 5);
  pooling.forward(input.data(), 5, all.data());
  for (const std::size_t batch : {1, 4, 2}) {
    Buffer some(batch * 3 * 2 * 5);
    pooling.forward(input.data(), batch, some.data());
    CHECK(std::equal(some.span().begin(), some.span().end(), all.data()));
  }
}

TEST_CASE("average_pooling2d gives the same bits for any number of threads", "[ops]") {
  const auto window = GENERATE(atelier::ops::WindowOptions{3, 3, 2, 2, Padding::kSame},
                               atelier::ops::WindowOptions{5, 5, 2, 2, Padding::kValid});
  const Buffer input = random_buffer(7 * 12 * 11 * 28, 1);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    AveragePooling2d pooling({12, 11, 28}, window, pool);
    const std::size_t outputs = 7 * pooling.output_shape().element_count();
    Buffer result(outputs + input.size());
    pooling.forward(input.data(), 7, result.data());
    pooling.backward(result.data(), 7, result.data() + outputs);
    return result;
  });
}

TEST_CASE("average_pooling2d refuses a window that does not fit", "[ops]") {
  ThreadPool pool(1);
  CHECK_THROWS_MATCHES(AveragePooling2d({1, 4, 3}, {2, 2, 2, 2, Padding::kValid}, pool),
                       std::invalid_argument,
                       Message("average_pooling2d: kernel 2x2 does not fit input 1x4"));
}
