#include "atelier/ops/max_pooling2d.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <vector>

#include "atelier/ops/max_pooling_gradient.h"

#include "ops/pooling_cases.h"
#include "support/naive_window.h"
#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::Shape;
using atelier::ThreadPool;
using atelier::ops::MaxPooling2d;
using atelier::ops::Padding;
using atelier::test::as_double;
using atelier::test::ExactSums;
using atelier::test::for_each_tap;
using atelier::test::kPoolingCases;
using atelier::test::PoolingCase;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using atelier::test::weighted_sum;
using Catch::Matchers::Message;

std::vector<double> naive_maxima(const PoolingCase& tested, const std::vector<double>& input,
                                 std::size_t outputs) {
  const std::size_t channels = tested.input[2];
  std::vector<double> maxima(outputs, -std::numeric_limits<double>::infinity());
  for_each_tap(tested.input, tested.window, tested.batch,
               [&](std::size_t output, std::size_t, std::size_t pixel) {
                 for (std::size_t channel = 0; channel < channels; ++channel) {
                   double& maximum = maxima[output * channels + channel];
                   maximum = std::max(maximum, input[pixel * channels + channel]);
                 }
               });
  return maxima;
}

}  // namespace

TEST_CASE("max_pooling2d finds each window's maximum", "[ops]") {
  const PoolingCase tested = GENERATE(from_range(kPoolingCases));
  CAPTURE(tested.input.to_string(), tested.window.height, tested.window.stride_height);
  ThreadPool pool(1);
  MaxPooling2d pooling(tested.input, tested.window, pool);
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  Buffer output(tested.batch * pooling.output_shape().element_count());
  pooling.forward(input.data(), tested.batch, output.data());
  CHECK(as_double(output) == naive_maxima(tested, as_double(input), output.size()));
}

TEST_CASE("max_pooling2d's gradient is that of its definition", "[ops]") {
  const PoolingCase tested = GENERATE(from_range(kPoolingCases));
  CAPTURE(tested.input.to_string(), tested.window.height, tested.window.stride_height);
  ThreadPool pool(1);
  MaxPooling2d pooling(tested.input, tested.window, pool);
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  Buffer output(tested.batch * pooling.output_shape().element_count());
  pooling.forward(input.data(), tested.batch, output.data());
  const Buffer weights = random_buffer(output.size(), 2);
  Buffer gradient = random_buffer(input.size(), 3);
  pooling.backward(input.data(), output.data(), weights.data(), tested.batch, false,
                   gradient.data());

  std::vector<double> values = as_double(input);
  const auto function = [&] {
    return weighted_sum(weights.span(), naive_maxima(tested, values, output.size()));
  };
  // At most one weight below 1 from each of the windows a pixel is in, which are at most the
  // window's pixels. Numbers drawn are further apart than the step, so no maximum changes hands.
  const auto windows = static_cast<double>(tested.window.height * tested.window.width);
  require_gradient(function, values, gradient.span(), windows * (windows + 2) * 0x1p-24 + 1e-8);
}

TEST_CASE(
    "max_pooling2d sends the gradient to the first of equal values, in row-major order, and before "
    "a ReLU only from maxima above zero",
    "[ops]") {
  const PoolingCase tested = GENERATE(from_range(kPoolingCases));
  CAPTURE(tested.input.to_string(), tested.window.height, tested.window.stride_height);
  const std::size_t channels = tested.input[2];
  ThreadPool pool(1);
  MaxPooling2d pooling(tested.input, tested.window, pool);
  // As after ReLU, most windows hold zeros only: 0 where the number drawn is below.
  Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  for (float& value : input.span()) {
    value = value > 0.8F ? value : 0.0F;
  }
  Buffer output(tested.batch * pooling.output_shape().element_count());
  pooling.forward(input.data(), tested.batch, output.data());
  const Buffer weights = random_buffer(output.size(), 2);
  const bool undo_relu = GENERATE(false, true);
  Buffer gradient = random_buffer(input.size(), 3);
  pooling.backward(input.data(), output.data(), weights.data(), tested.batch, undo_relu,
                   gradient.data());

  ExactSums expected(input.size());
  std::vector<bool> found(output.size());
  for_each_tap(tested.input, tested.window, tested.batch,
               [&](std::size_t pixel_out, std::size_t, std::size_t pixel) {
                 for (std::size_t channel = 0; channel < channels; ++channel) {
                   const std::size_t result = pixel_out * channels + channel;
                   const std::size_t value = pixel * channels + channel;
                   if (!found[result] && input.data()[value] == output.data()[result]) {
                     found[result] = true;
                     if (!undo_relu || input.data()[value] > 0) {
                       expected.add(value, weights.data()[result]);
                     }
                   }
                 }
               });
  expected.require_close(gradient.span());
}

TEST_CASE("Every kernel of max_pooling2d's gradient that this machine can run computes the same",
          "[ops]") {
  const std::size_t channels = GENERATE(1, 3, 28, 33);
  const bool undo_relu = GENERATE(false, true);
  constexpr std::size_t kWindows = 5;
  const std::size_t row_size = (2 * kWindows + 1) * channels;
  const Buffer input = random_buffer(3 * row_size, 1);
  Buffer output(kWindows * channels);
  for (std::size_t i = 0; i < output.size(); ++i) {
    float& maximum = output.data()[i] = -1;
    for (std::size_t pixel = 0; pixel < 6; ++pixel) {
      const std::size_t column = i / channels * 2 + pixel % 2;
      maximum =
          std::max(maximum, input.data()[pixel / 2 * row_size + column * channels + i % channels]);
    }
  }
  const Buffer output_gradient = random_buffer(output.size(), 2);
  const auto run = [&](const atelier::ops::MaxPoolingGradientKernel& kernel) {
    Buffer gradient = random_buffer(input.size(), 3);  // What no window covers must stay.
    kernel.run({.input = input.data(),
                .output = output.data(),
                .output_gradient = output_gradient.data(),
                .input_gradient = gradient.data(),
                .input_row = row_size,
                .window_height = 3,
                .window_width = 2,
                .windows = kWindows,
                .channels = channels,
                .undo_relu = undo_relu});
    return as_double(gradient);
  };
  const auto kernels = atelier::ops::max_pooling_gradient_kernels();
  const std::vector<double> baseline = run(kernels.back());
  for (const auto& kernel : kernels) {
    CAPTURE(kernel.instruction_set, channels, undo_relu);
    CHECK(run(kernel) == baseline);
  }
}

TEST_CASE("max_pooling2d takes any batch size from one call to the next", "[ops]") {
  ThreadPool pool(1);
  MaxPooling2d pooling({6, 4, 5}, {2, 2, 2, 2, Padding::kValid}, pool);
  const Buffer input = random_buffer(5 * 6 * 4 * 5, 1);
  Buffer all(5 * 3 * 2 * 5);
  pooling.forward(input.data(), 5, all.data());
  for (const std::size_t batch : {1, 4, 2}) {
    Buffer some(batch * 3 * 2 * 5);
    pooling.forward(input.data(), batch, some.data());
    CHECK(std::equal(some.span().begin(), some.span().end(), all.data()));
  }
}

TEST_CASE("max_pooling2d gives the same bits for any number of threads", "[ops]") {
  const auto window = GENERATE(atelier::ops::WindowOptions{3, 3, 2, 2, Padding::kSame},
                               atelier::ops::WindowOptions{2, 2, 2, 2, Padding::kValid},
                               atelier::ops::WindowOptions{2, 2, 3, 3, Padding::kValid});
  const Buffer input = random_buffer(7 * 12 * 11 * 28, 1);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    MaxPooling2d pooling({12, 11, 28}, window, pool);
    const std::size_t outputs = 7 * pooling.output_shape().element_count();
    Buffer result(outputs + input.size());
    pooling.forward(input.data(), 7, result.data());
    pooling.backward(input.data(), result.data(), result.data(), 7, true, result.data() + outputs);
    return result;
  });
}

TEST_CASE("max_pooling2d refuses a window that does not fit", "[ops]") {
  ThreadPool pool(1);
  CHECK_THROWS_MATCHES(MaxPooling2d({1, 4, 3}, {2, 2, 2, 2, Padding::kValid}, pool),
                       std::invalid_argument,
                       Message("max_pooling2d: kernel 2x2 does not fit input 1x4"));
}
