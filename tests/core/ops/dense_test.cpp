#include "atelier/ops/dense.h"

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
using atelier::ThreadPool;
using atelier::ops::Dense;
using atelier::test::as_double;
using atelier::test::ExactSums;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using atelier::test::weighted_sum;
using Catch::Matchers::Message;

struct Problem {
  Problem(std::size_t batch, std::size_t inputs, std::size_t outputs)
      : batch(batch),
        inputs(inputs),
        outputs(outputs),
        input(random_buffer(batch * inputs, 1)),
        kernel(random_buffer(inputs * outputs, 2)),
        bias(random_buffer(outputs, 3)) {}

  // Calls visit(output, kernel, input) with the indices of each product.
  template <typename Visit>
  void for_each_product(Visit&& visit) const {
    for (std::size_t row = 0; row < batch; ++row) {
      for (std::size_t in = 0; in < inputs; ++in) {
        for (std::size_t out = 0; out < outputs; ++out) {
          visit(row * outputs + out, in * outputs + out, row * inputs + in);
        }
      }
    }
  }

  std::size_t batch;
  std::size_t inputs;
  std::size_t outputs;
  Buffer input;
  Buffer kernel;
  Buffer bias;
};

}  // namespace

TEST_CASE("dense computes what the definition says", "[ops]") {
  const Problem problem(GENERATE(1, 2, 7, 33), GENERATE(1, 5, 28, 215), GENERATE(1, 3, 10, 33));
  const bool relu = GENERATE(false, true);
  CAPTURE(problem.batch, problem.inputs, problem.outputs, relu);
  ThreadPool pool(1);
  Dense dense(problem.inputs, problem.outputs, relu, pool);
  dense.set_weights(problem.kernel.data(), problem.bias.data());
  Buffer output(problem.batch * problem.outputs);
  dense.forward(problem.input.data(), problem.batch, output.data());

  ExactSums expected(output.size());
  for (std::size_t i = 0; i < output.size(); ++i) {
    expected.add(i, problem.bias.data()[i % problem.outputs]);
  }
  problem.for_each_product([&](std::size_t result, std::size_t weight, std::size_t value) {
    expected.add(result, double{problem.input.data()[value]} * problem.kernel.data()[weight]);
  });
  if (relu) {
    expected.clamp();
  }
  expected.require_close(output.span());
}

TEST_CASE("dense without a bias is dense with a bias of zero", "[ops]") {
  const Problem problem(7, GENERATE(1, 28, 215), GENERATE(1, 3, 33));
  const bool relu = GENERATE(false, true);
  CAPTURE(problem.inputs, problem.outputs, relu);
  ThreadPool pool(1);
  Dense dense(problem.inputs, problem.outputs, relu, pool);
  const auto run = [&](const float* bias) {
    dense.set_weights(problem.kernel.data(), bias);
    Buffer output(problem.batch * problem.outputs);
    dense.forward(problem.input.data(), problem.batch, output.data());
    return as_double(output);
  };
  const Buffer zeros(problem.outputs);
  REQUIRE(run(nullptr) == run(zeros.data()));
}

TEST_CASE("dense's gradients are those of its definition", "[ops]") {
  const Problem problem(GENERATE(1, 2, 7, 33), GENERATE(1, 5, 28, 215), GENERATE(1, 3, 10, 33));
  CAPTURE(problem.batch, problem.inputs, problem.outputs);
  ThreadPool pool(1);
  Dense dense(problem.inputs, problem.outputs, /*relu=*/false, pool);
  dense.set_weights(problem.kernel.data(), problem.bias.data());
  const Buffer weights = random_buffer(problem.batch * problem.outputs, 4);
  Buffer input_gradient = random_buffer(problem.input.size(), 5);
  dense.backward_input(weights.data(), problem.batch, input_gradient.data());
  Buffer gradient_before_relu = random_buffer(problem.input.size(), 5);
  dense.backward_input(weights.data(), problem.batch, gradient_before_relu.data(),
                       problem.input.data());
  const Buffer before = random_buffer(problem.kernel.size(), 6);  // What is there is added to.
  Buffer kernel_gradient = random_buffer(problem.kernel.size(), 6);
  Buffer bias_gradient = random_buffer(problem.outputs, 7);
  dense.backward_weights(problem.input.data(), weights.data(), problem.batch,
                         kernel_gradient.data(), bias_gradient.data());

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
    ExactSums expected_bias(problem.outputs);
    const Buffer bias_before = random_buffer(problem.outputs, 7);
    for (std::size_t i = 0; i < problem.outputs; ++i) {
      expected_bias.add(i, bias_before.data()[i]);
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      expected_bias.add(i % problem.outputs, weights.data()[i]);
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
    // Sums of so many numbers below 1: see ExactSums::require_close. The differences are exact but
    // for double precision's rounding.
    const auto tolerance = [](std::size_t terms) {
      return static_cast<double>(terms * (terms + 2)) * 0x1p-24 + 1e-8;
    };
    require_gradient(function, input, input_gradient.span(), tolerance(problem.outputs));
    require_gradient(function, kernel, kernel_gradient.span(), tolerance(problem.batch + 1));
  }
}

TEST_CASE("dense uses new weights and any batch size from one call to the next", "[ops]") {
  const Problem problem(5, 28, 10);
  ThreadPool pool(1);
  const auto run = [&](Dense& dense, std::size_t batch) {
    Buffer result(problem.batch * (problem.inputs + problem.outputs));
    dense.forward(problem.input.data(), batch, result.data());
    dense.backward_input(result.data(), batch, result.data() + problem.batch * problem.outputs);
    return as_double(result);
  };
  const Buffer other_kernel = random_buffer(problem.kernel.size(), 9);
  Dense dense(problem.inputs, problem.outputs, /*relu=*/false, pool);
  for (const Buffer* kernel : {&problem.kernel, &other_kernel}) {
    dense.set_weights(kernel->data(), problem.bias.data());
    for (const std::size_t batch : {5, 1, 3}) {
      Dense fresh(problem.inputs, problem.outputs, /*relu=*/false, pool);
      fresh.set_weights(kernel->data(), problem.bias.data());
      REQUIRE(run(dense, batch) == run(fresh, batch));
    }
  }
}

TEST_CASE("dense gives the same bits for any number of threads", "[ops]") {
  const Problem problem(33, 1'000, 28);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    Dense dense(problem.inputs, problem.outputs, /*relu=*/true, pool);
    dense.set_weights(problem.kernel.data(), problem.bias.data());
    const std::size_t outputs = problem.batch * problem.outputs;
    Buffer result(outputs + problem.input.size() + problem.kernel.size() + problem.outputs);
    float* input_gradient = result.data() + outputs;
    float* kernel_gradient = input_gradient + problem.input.size();
    float* bias_gradient = kernel_gradient + problem.kernel.size();
    dense.forward(problem.input.data(), problem.batch, result.data());
    dense.backward_input(result.data(), problem.batch, input_gradient);
    dense.backward_weights(problem.input.data(), result.data(), problem.batch, kernel_gradient,
                           bias_gradient);
    return result;
  });
}

TEST_CASE("dense refuses sizes of zero", "[ops]") {
  ThreadPool pool(1);
  CHECK_THROWS_MATCHES(Dense(0, 3, false, pool), std::invalid_argument,
                       Message("dense: inputs (0) and outputs (3) must be at least 1"));
  CHECK_THROWS_MATCHES(Dense(3, 0, false, pool), std::invalid_argument,
                       Message("dense: inputs (3) and outputs (0) must be at least 1"));
}
