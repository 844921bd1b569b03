#include "atelier/ops/global_average_pooling2d.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::Shape;
using atelier::ThreadPool;
using atelier::ops::GlobalAveragePooling2d;
using atelier::test::as_double;
using atelier::test::ExactSums;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using Catch::Matchers::Message;

}  // namespace

TEST_CASE("global_average_pooling2d computes each channel's mean and its gradient", "[ops]") {
  const std::size_t batch = GENERATE(1, 2, 9);
  const Shape input_shape = GENERATE(Shape{1, 1, 1}, Shape{5, 4, 1}, Shape{1, 1, 28},
                                     Shape{3, 3, 5}, Shape{7, 6, 33}, Shape{11, 13, 64});
  CAPTURE(batch, input_shape.to_string());
  const std::size_t pixels = input_shape[0] * input_shape[1];
  const std::size_t channels = input_shape[2];
  const auto output_index = [&](std::size_t i) {
    return i / (pixels * channels) * channels + i % channels;
  };
  ThreadPool pool(1);
  GlobalAveragePooling2d pooling(input_shape, pool);
  CHECK(pooling.output_shape() == Shape{channels});
  const Buffer input = random_buffer(batch * pixels * channels, 1);
  const Buffer weights = random_buffer(batch * channels, 2);

  SECTION("forward") {
    Buffer output(batch * channels);
    pooling.forward(input.data(), batch, output.data());
    ExactSums expected(output.size());
    for (std::size_t i = 0; i < input.size(); ++i) {
      expected.add(output_index(i), input.data()[i] / static_cast<double>(pixels));
    }
    expected.require_close(output.span());
  }

  SECTION("backward") {
    Buffer gradient = random_buffer(input.size(), 3);
    pooling.backward(weights.data(), batch, gradient.data());
    std::vector<double> values = as_double(input);
    const auto function = [&] {
      double sum = 0;
      for (std::size_t i = 0; i < values.size(); ++i) {
        sum += weights.data()[output_index(i)] * values[i] / static_cast<double>(pixels);
      }
      return sum;
    };
    // One product of two rounded numbers below 1.
    require_gradient(function, values, gradient.span(), 3 * 0x1p-24 + 1e-8);
  }
}

TEST_CASE("global_average_pooling2d gives the same bits for any number of threads", "[ops]") {
  const Buffer input = random_buffer(7 * 12 * 11 * 28, 1);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    GlobalAveragePooling2d pooling({12, 11, 28}, pool);
    Buffer result(7 * 28 + input.size());
    pooling.forward(input.data(), 7, result.data());
    pooling.backward(result.data(), 7, result.data() + 7 * 28);
    return result;
  });
}

TEST_CASE("global_average_pooling2d refuses what is no image", "[ops]") {
  ThreadPool pool(1);
  CHECK_THROWS_MATCHES(GlobalAveragePooling2d({5, 0, 3}, pool), std::invalid_argument,
                       Message("global_average_pooling2d: input [5, 0, 3] is no image, [height, "
                               "width, channels] above 0"));
}
