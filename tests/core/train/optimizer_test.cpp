#include "atelier/train/optimizer.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/base/random.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;

// More than one task's share, and no multiple of a vector.
constexpr std::size_t kCount = 40'003;
constexpr int kSteps = 20;

std::vector<float> random_values(std::uint32_t stream) {
  RandomStream random(4, RandomPurpose::kAugmentation, 0, stream);
  std::vector<float> values(kCount);
  for (float& value : values)
    value = random.uniform(-1, 1);
  return values;
}

/// The formulas of the header, in double, one parameter at a time.
class Naive {
 public:
  explicit Naive(const OptimizerOptions& options) : options_(options) {}

  double step(double parameter, double gradient) {
    if (options_.kind == OptimizerKind::kSgd) {
      first_ = options_.momentum * first_ + gradient;
      return parameter - options_.learning_rate * first_;
    }
    ++t_;
    const double beta1 = options_.beta1;
    const double beta2 = options_.beta2;
    first_ = beta1 * first_ + (1 - beta1) * gradient;
    second_ = beta2 * second_ + (1 - beta2) * gradient * gradient;
    const double mean = first_ / (1 - std::pow(beta1, t_));
    const double square = second_ / (1 - std::pow(beta2, t_));
    return parameter - options_.learning_rate * mean / (std::sqrt(square) + options_.epsilon);
  }

 private:
  OptimizerOptions options_;
  int t_ = 0;
  double first_ = 0;
  double second_ = 0;
};

std::vector<float> run(const OptimizerOptions& options, std::size_t threads) {
  ThreadPool pool(threads);
  Optimizer optimizer(options, kCount);
  std::vector<float> parameters = random_values(0);
  for (std::uint32_t step = 1; step <= kSteps; ++step) {
    optimizer.step(parameters, random_values(step), pool);
  }
  return parameters;
}

}  // namespace

TEST_CASE("The optimizers compute their formulas") {
  const auto options =
      GENERATE(OptimizerOptions{.kind = OptimizerKind::kAdam},
               OptimizerOptions{.kind = OptimizerKind::kAdam,
                                .learning_rate = 0.02F,
                                .beta1 = 0.5F,
                                .beta2 = 0.9F,
                                .epsilon = 0.1F},
               OptimizerOptions{.kind = OptimizerKind::kSgd, .learning_rate = 0.01F},
               OptimizerOptions{.kind = OptimizerKind::kSgd, .learning_rate = 0.1F, .momentum = 0});
  const std::vector<float> result = run(options, 2);

  const std::vector<float> start = random_values(0);
  std::vector<std::vector<float>> gradients;
  for (std::uint32_t step = 1; step <= kSteps; ++step)
    gradients.push_back(random_values(step));
  // A step rounds the parameter (below 4 in size) once, and its change, of at most 10 learning
  // rates with momentum, by a few roundings of the moments.
  const double tolerance = kSteps * (4 + 10 * options.learning_rate * 8) * 0x1p-24;
  double worst = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    Naive naive(options);
    double expected = start[i];
    for (const std::vector<float>& gradient : gradients)
      expected = naive.step(expected, gradient[i]);
    worst = std::max(worst, std::abs(expected - result[i]));
  }
  CHECK(worst <= tolerance);
}

TEST_CASE("The optimizers give the same bits for any number of threads") {
  const auto kind = GENERATE(OptimizerKind::kAdam, OptimizerKind::kSgd);
  const std::vector<float> one = run({.kind = kind}, 1);
  CHECK(run({.kind = kind}, 2) == one);
  CHECK(run({.kind = kind}, 3) == one);
}

TEST_CASE(
    "Adam's first step moves each parameter by the learning rate, whatever the gradient's size") {
  ThreadPool pool(1);
  Optimizer optimizer({.learning_rate = 0.5F}, 3);
  std::vector<float> parameters = {1, 1, 1};
  const std::vector<float> gradients = {1e-3F, -1e4F, 0};
  optimizer.step(parameters, gradients, pool);
  CHECK(std::abs(parameters[0] - 0.5F) < 1e-4F);
  CHECK(std::abs(parameters[1] - 1.5F) < 1e-4F);
  CHECK(parameters[2] == 1);
}

TEST_CASE("An optimizer's name is adam or sgd") {
  CHECK(optimizer_kind("adam") == OptimizerKind::kAdam);
  CHECK(optimizer_kind("sgd") == OptimizerKind::kSgd);
  CHECK_THROWS_MATCHES(optimizer_kind("Adam"), std::invalid_argument,
                       Message("optimizer: unknown name \"Adam\"; known are adam, sgd"));
}

TEST_CASE("An optimizer's option out of range is refused by name and range") {
  struct Wrong {
    OptimizerOptions options;
    std::string message;
  };
  const auto wrong = GENERATE(
      Wrong{{.learning_rate = 0}, "optimizer: learning rate must be above 0, not 0.000000"},
      Wrong{{.learning_rate = -1}, "optimizer: learning rate must be above 0, not -1.000000"},
      Wrong{{.learning_rate = std::numeric_limits<float>::infinity()},
            "optimizer: learning rate must be above 0, not inf"},
      Wrong{{.learning_rate = std::numeric_limits<float>::quiet_NaN()},
            "optimizer: learning rate must be above 0, not nan"},
      Wrong{{.momentum = 1}, "optimizer: momentum must be at least 0 and below 1, not 1.000000"},
      Wrong{{.momentum = -1}, "optimizer: momentum must be at least 0 and below 1, not -1.000000"},
      Wrong{{.beta1 = 1}, "optimizer: beta1 must be at least 0 and below 1, not 1.000000"},
      Wrong{{.beta2 = 1}, "optimizer: beta2 must be at least 0 and below 1, not 1.000000"},
      Wrong{{.epsilon = 0}, "optimizer: epsilon must be above 0, not 0.000000"});
  CHECK_THROWS_MATCHES(Optimizer(wrong.options, 1), std::invalid_argument, Message(wrong.message));
}

TEST_CASE("Arrays of another size than the optimizer was made for are refused") {
  ThreadPool pool(1);
  Optimizer optimizer({}, 2);
  std::vector<float> parameters(2);
  const std::vector<float> gradients(3);
  CHECK_THROWS_MATCHES(optimizer.step(parameters, gradients, pool), std::invalid_argument,
                       Message("optimizer: expects 2 parameters and gradients, not 2 and 3"));
}

}  // namespace atelier::train
