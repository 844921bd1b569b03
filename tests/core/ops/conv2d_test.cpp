#include "atelier/ops/conv2d.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstddef>
#include <vector>

#include "support/naive_window.h"
#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::Shape;
using atelier::ThreadPool;
using atelier::ops::Conv2d;
using atelier::ops::Padding;
using atelier::ops::WindowOptions;
using atelier::test::as_double;
using atelier::test::ExactSums;
using atelier::test::for_each_tap;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using atelier::test::weighted_sum;
using Catch::Matchers::Message;

constexpr auto kValid = Padding::kValid;
constexpr auto kSame = Padding::kSame;

struct Case {
  std::size_t batch;
  Shape input;
  std::size_t filters;
  WindowOptions window;  // height, width, stride height, stride width, padding
};

// Odd sizes; channels that are no multiple of any vector; rows and columns that do not fill a
// stride; windows larger than the image; strides larger than the window.
const std::vector<Case> kCases = {
    {1, {1, 1, 1}, 1, {1, 1, 1, 1, kValid}},     {2, {5, 4, 3}, 5, {1, 1, 1, 1, kValid}},
    {3, {7, 6, 1}, 28, {3, 3, 1, 1, kValid}},    {2, {6, 7, 1}, 33, {3, 3, 1, 1, kSame}},
    {2, {5, 6, 28}, 5, {3, 3, 1, 1, kValid}},    {3, {4, 5, 33}, 28, {3, 3, 1, 1, kSame}},
    {2, {6, 5, 5}, 33, {2, 3, 1, 1, kValid}},    {2, {6, 5, 3}, 3, {2, 3, 1, 1, kSame}},
    {1, {8, 9, 5}, 28, {5, 5, 1, 1, kValid}},    {2, {7, 8, 3}, 33, {5, 5, 1, 1, kSame}},
    {2, {3, 2, 5}, 3, {5, 5, 1, 1, kSame}},      {2, {7, 7, 3}, 5, {3, 3, 2, 2, kValid}},
    {2, {8, 8, 5}, 28, {3, 3, 2, 2, kValid}},    {2, {7, 7, 28}, 3, {3, 3, 2, 2, kSame}},
    {2, {8, 8, 3}, 33, {3, 3, 2, 2, kSame}},     {1, {9, 8, 5}, 5, {2, 3, 3, 2, kValid}},
    {3, {9, 8, 3}, 5, {2, 3, 3, 2, kSame}},      {2, {11, 10, 3}, 5, {5, 5, 3, 2, kSame}},
    {2, {9, 11, 5}, 3, {2, 2, 3, 4, kValid}},    {2, {9, 11, 5}, 3, {2, 2, 3, 4, kSame}},
    {2, {6, 7, 3}, 5, {1, 1, 2, 3, kValid}},     {2, {6, 7, 1}, 1, {3, 3, 1, 1, kSame}},
    {2, {6, 7, 1}, 1, {3, 3, 2, 2, kSame}},      {2, {6, 7, 1}, 1, {5, 5, 1, 1, kValid}},
    {19, {5, 5, 3}, 10, {3, 3, 1, 1, kValid}},   {37, {4, 4, 5}, 3, {3, 3, 1, 1, kSame}},
    {2, {13, 13, 28}, 56, {3, 3, 1, 1, kValid}}, {1, {14, 14, 64}, 64, {3, 3, 1, 1, kSame}},
};

struct Problem {
  explicit Problem(const Case& tested)
      : shape(tested),
        pixels(tested.batch * tested.input[0] * tested.input[1]),
        input(random_buffer(pixels * tested.input[2], 1)),
        kernel(random_buffer(
            tested.window.height * tested.window.width * tested.input[2] * tested.filters, 2)),
        bias(random_buffer(tested.filters, 3)) {}

  // Calls visit(output, kernel, input) with the indices of each product in the convolution.
  template <typename Visit>
  void for_each_product(Visit&& visit) const {
    const std::size_t channels = shape.input[2];
    const std::size_t filters = shape.filters;
    for_each_tap(shape.input, shape.window, shape.batch,
                 [&](std::size_t output, std::size_t tap, std::size_t pixel) {
                   for (std::size_t channel = 0; channel < channels; ++channel) {
                     for (std::size_t filter = 0; filter < filters; ++filter) {
                       visit(output * filters + filter,
                             (tap * channels + channel) * filters + filter,
                             pixel * channels + channel);
                     }
                   }
                 });
  }

  Case shape;
  std::size_t pixels;
  Buffer input;
  Buffer kernel;
  Buffer bias;
};

}  // namespace

TEST_CASE("conv2d computes what the definition says", "[ops]") {
  const Problem problem(GENERATE(from_range(kCases)));
  const bool relu = GENERATE(false, true);
  CAPTURE(problem.shape.input.to_string(), problem.shape.filters, problem.shape.window.height,
          problem.shape.window.width, problem.shape.window.stride_height, relu);
  ThreadPool pool(1);
  Conv2d conv(problem.shape.input, problem.shape.window, problem.shape.filters, relu, pool);
  conv.set_weights(problem.kernel.data(), problem.bias.data());
  Buffer output(problem.shape.batch * conv.output_shape().element_count());
  conv.forward(problem.input.data(), problem.shape.batch, output.data());

  ExactSums expected(output.size());
  for (std::size_t i = 0; i < output.size(); ++i) {
    expected.add(i, problem.bias.data()[i % problem.shape.filters]);
  }
  problem.for_each_product([&](std::size_t result, std::size_t weight, std::size_t value) {
    expected.add(result, double{problem.input.data()[value]} * problem.kernel.data()[weight]);
  });
  if (relu) {
    expected.clamp();
  }
  expected.require_close(output.span());
}

TEST_CASE("conv2d without a bias is conv2d with a bias of zero", "[ops]") {
  const Problem problem(GENERATE(from_range(kCases)));
  const bool relu = GENERATE(false, true);
  CAPTURE(problem.shape.input.to_string(), problem.shape.filters, relu);
  ThreadPool pool(1);
  Conv2d conv(problem.shape.input, problem.shape.window, problem.shape.filters, relu, pool);
  const auto run = [&](const float* bias) {
    conv.set_weights(problem.kernel.data(), bias);
    Buffer output(problem.shape.batch * conv.output_shape().element_count());
    conv.forward(problem.input.data(), problem.shape.batch, output.data());
    return as_double(output);
  };
  const Buffer zeros(problem.shape.filters);
  REQUIRE(run(nullptr) == run(zeros.data()));
}

TEST_CASE("conv2d's gradients are those of its definition", "[ops]") {
  const Problem problem(GENERATE(from_range(kCases)));
  CAPTURE(problem.shape.input.to_string(), problem.shape.filters, problem.shape.window.height,
          problem.shape.window.width, problem.shape.window.stride_height);
  ThreadPool pool(1);
  Conv2d conv(problem.shape.input, problem.shape.window, problem.shape.filters, false, pool);
  conv.set_weights(problem.kernel.data(), problem.bias.data());
  const Buffer weights =
      random_buffer(problem.shape.batch * conv.output_shape().element_count(), 4);

  Buffer input_gradient = random_buffer(problem.input.size(), 5);
  conv.backward_input(weights.data(), problem.shape.batch, input_gradient.data());
  Buffer gradient_before_relu = random_buffer(problem.input.size(), 5);
  conv.backward_input(weights.data(), problem.shape.batch, gradient_before_relu.data(),
                      problem.input.data());
  const Buffer before = random_buffer(problem.kernel.size(), 6);  // What is there is added to.
  Buffer kernel_gradient = random_buffer(problem.kernel.size(), 6);
  Buffer bias_gradient = random_buffer(problem.shape.filters, 7);
  conv.backward_weights(problem.input.data(), weights.data(), problem.shape.batch);
  conv.finish_weights(kernel_gradient.data(), bias_gradient.data());

  SECTION("every element, by the sums that the derivative consists of") {
    ExactSums expected_input(problem.input.size());
    ExactSums expected_kernel(problem.kernel.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      expected_kernel.add(i, before.data()[i]);
    }
    problem.for_each_product([&](std::size_t result, std::size_t weight, std::size_t value) {
      const double gradient = weights.data()[result];
      expected_input.add(value, gradient * problem.kernel.data()[weight]);
      expected_kernel.add(weight, gradient * problem.input.data()[value]);
    });
    expected_input.require_close(input_gradient.span());
    expected_kernel.require_close(kernel_gradient.span());
    ExactSums expected_bias(problem.shape.filters);
    const Buffer bias_before = random_buffer(problem.shape.filters, 7);
    for (std::size_t i = 0; i < problem.shape.filters; ++i) {
      expected_bias.add(i, bias_before.data()[i]);
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      expected_bias.add(i % problem.shape.filters, weights.data()[i]);
    }
    expected_bias.require_close(bias_gradient.span());
  }

  SECTION("and none passes a ReLU whose output, the input here, is not above zero") {
    for (std::size_t i = 0; i < problem.input.size(); ++i) {
      const float expected = problem.input.data()[i] > 0 ? input_gradient.data()[i] : 0.0F;
      if (gradient_before_relu.data()[i] != expected) {
        CAPTURE(i, problem.input.data()[i]);
        REQUIRE(gradient_before_relu.data()[i] == expected);
      }
    }
  }

  SECTION("some elements, by finite differences of the definition") {
    std::vector<double> input = as_double(problem.input);
    std::vector<double> kernel = as_double(problem.kernel);
    const auto function = [&] {
      double sum = weighted_sum(before.span(), kernel);
      problem.for_each_product([&](std::size_t result, std::size_t weight, std::size_t value) {
        sum += weights.data()[result] * input[value] * kernel[weight];
      });
      return sum;
    };
    // Each gradient is a sum of at most `terms` numbers below 1: see
    // ExactSums::require_close. The differences are exact but for double precision's rounding.
    const std::size_t taps = problem.shape.window.height * problem.shape.window.width;
    const auto tolerance = [](std::size_t terms) {
      return static_cast<double>(terms * (terms + 2)) * 0x1p-24 + 1e-8;
    };
    if (problem.kernel.size() < 10'000) {  // Larger ones take long.
      require_gradient(function, input, input_gradient.span(),
                       tolerance(taps * problem.shape.filters));
      require_gradient(function, kernel, kernel_gradient.span(),
                       tolerance(weights.size() / problem.shape.filters + 1));
    }
  }
}

TEST_CASE("conv2d uses new weights and any batch size from one call to the next", "[ops]") {
  const Problem problem({4, {6, 5, 3}, 5, {3, 3, 1, 1, kSame}});
  ThreadPool pool(1);
  const auto fresh = [&](const Buffer& kernel, std::size_t batch) {
    Conv2d conv(problem.shape.input, problem.shape.window, problem.shape.filters, false, pool);
    conv.set_weights(kernel.data(), problem.bias.data());
    Buffer result(4 * (problem.shape.filters + 3) * 6 * 5);
    conv.forward(problem.input.data(), batch, result.data());
    conv.backward_input(result.data(), batch, result.data() + 4 * problem.shape.filters * 30);
    return as_double(result);
  };
  const Buffer other_kernel = random_buffer(problem.kernel.size(), 9);

  Conv2d conv(problem.shape.input, problem.shape.window, problem.shape.filters, false, pool);
  for (const Buffer* kernel : {&problem.kernel, &other_kernel}) {
    conv.set_weights(kernel->data(), problem.bias.data());
    for (const std::size_t batch : {4, 1, 3}) {
      Buffer result(4 * (problem.shape.filters + 3) * 6 * 5);
      conv.forward(problem.input.data(), batch, result.data());
      conv.backward_input(result.data(), batch, result.data() + 4 * problem.shape.filters * 30);
      REQUIRE(as_double(result) == fresh(*kernel, batch));
    }
  }
}

TEST_CASE("conv2d gives the same bits for any number of threads", "[ops]") {
  const Problem problem(GENERATE(Case{33, {12, 11, 5}, 28, {3, 3, 1, 1, kSame}},
                                 Case{5, {9, 10, 28}, 33, {3, 3, 2, 2, kValid}}));
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    Conv2d conv(problem.shape.input, problem.shape.window, problem.shape.filters, true, pool);
    conv.set_weights(problem.kernel.data(), problem.bias.data());
    const std::size_t outputs = problem.shape.batch * conv.output_shape().element_count();
    Buffer result(outputs + problem.input.size() + problem.kernel.size() + problem.shape.filters);
    float* input_gradient = result.data() + outputs;
    float* kernel_gradient = input_gradient + problem.input.size();
    float* bias_gradient = kernel_gradient + problem.kernel.size();
    conv.forward(problem.input.data(), problem.shape.batch, result.data());
    conv.backward_input(result.data(), problem.shape.batch, input_gradient);
    conv.backward_weights(problem.input.data(), result.data(), problem.shape.batch);
    conv.finish_weights(kernel_gradient, bias_gradient);
    return result;
  });
}

TEST_CASE("conv2d knows its shapes", "[ops]") {
  ThreadPool pool(1);
  const Conv2d valid({28, 27, 3}, {5, 3, 2, 1, kValid}, 8, false, pool);
  CHECK(valid.output_shape() == Shape{12, 25, 8});
  CHECK(valid.kernel_shape() == Shape{5, 3, 3, 8});
  const Conv2d same({28, 27, 3}, {5, 3, 2, 1, kSame}, 8, false, pool);
  CHECK(same.output_shape() == Shape{14, 27, 8});
}

TEST_CASE("conv2d refuses what cannot be", "[ops]") {
  ThreadPool pool(1);
  CHECK_THROWS_MATCHES(Conv2d({3, 3, 1}, {5, 5, 1, 1, kValid}, 4, false, pool),
                       std::invalid_argument, Message("conv2d: kernel 5x5 does not fit input 3x3"));
  CHECK_THROWS_MATCHES(Conv2d({3, 3, 1}, {3, 3, 1, 1, kValid}, 0, false, pool),
                       std::invalid_argument, Message("conv2d: filters must be at least 1"));
}
