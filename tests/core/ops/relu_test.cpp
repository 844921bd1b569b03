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
using atelier::test::ExactSums;
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

TEST_CASE("The bias' gradient is the sum over the rows, added to what is there", "[ops]") {
  const std::size_t rows = GENERATE(0, 1, 5, 127, 128, 129, 1'000, 5'000);
  const std::size_t channels = GENERATE(1, 3, 28, 33, 255, 256, 300);
  CAPTURE(rows, channels);
  ThreadPool pool(1);
  const Buffer output = random_buffer(rows * channels, 1);
  const Buffer gradient = random_buffer(rows * channels, 2);
  const Buffer before = random_buffer(channels, 3);
  ExactSums expected(channels);
  ExactSums expected_with_relu(channels);
  for (std::size_t channel = 0; channel < channels; ++channel) {
    expected.add(channel, before.data()[channel]);
    expected_with_relu.add(channel, before.data()[channel]);
  }
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    expected.add(i % channels, gradient.data()[i]);
    expected_with_relu.add(i % channels, output.data()[i] > 0 ? gradient.data()[i] : 0.0);
  }

  Buffer bias_gradient = random_buffer(channels, 3);
  atelier::ops::bias_backward(gradient.data(), rows, channels, bias_gradient.data(), pool);
  expected.require_close(bias_gradient.span());

  Buffer fused_bias_gradient = random_buffer(channels, 3);
  Buffer fused_gradient = random_buffer(rows * channels, 2);
  atelier::ops::relu_bias_backward(output.data(), fused_gradient.data(), rows, channels,
                                   fused_bias_gradient.data(), pool);
  expected_with_relu.require_close(fused_bias_gradient.span());
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    if (fused_gradient.data()[i] != (output.data()[i] > 0 ? gradient.data()[i] : 0.0F)) {
      CAPTURE(i);
      FAIL("gradient not that through ReLU");
    }
  }
}

TEST_CASE("relu and bias gradients have the same bits for any number of threads", "[ops]") {
  constexpr std::size_t kRows = 3'001;
  constexpr std::size_t kChannels = 28;
  const Buffer input = random_buffer(kRows * kChannels, 1);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    Buffer result(3 * input.size() + 2 * kChannels);
    float* output = result.data();
    float* gradient = output + input.size();
    float* other_gradient = gradient + input.size();
    float* bias = other_gradient + input.size();
    atelier::ops::relu(input.data(), input.size(), output, pool);
    atelier::ops::relu_backward(output, input.data(), input.size(), gradient, pool);
    atelier::ops::relu_backward(output, input.data(), input.size(), other_gradient, pool);
    atelier::ops::bias_backward(gradient, kRows, kChannels, bias, pool);
    atelier::ops::relu_bias_backward(output, other_gradient, kRows, kChannels, bias + kChannels,
                                     pool);
    return result;
  });
}
