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

// A kernel over more than one task's share, a bias, and a kernel: no multiples of a vector.
constexpr std::size_t kBiasBegin = 20'001;
constexpr std::size_t kBiasEnd = 20'013;
constexpr std::size_t kCount = 40'003;
constexpr int kSteps = 20;

const std::vector<nn::Parameter> kParameters = {
    {.name = "dense/kernel", .shape = {kBiasBegin}, .offset = 0, .fan_in = 3, .fan_out = 4},
    {.name = "dense/bias", .shape = {kBiasEnd - kBiasBegin}, .offset = kBiasBegin},
    {.name = "dense_1/kernel",
     .shape = {kCount - kBiasEnd},
     .offset = kBiasEnd,
     .fan_in = 5,
     .fan_out = 6}};

/// `count` biases.
std::vector<nn::Parameter> biases(std::size_t count) {
  return {{.name = "dense/bias", .shape = {count}}};
}

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
  Naive(const OptimizerOptions& options, bool is_kernel) : options_(options) {
    if (!is_kernel)
      options_.l2 = options_.weight_decay = 0;
  }

  double step(double parameter, double gradient) {
    ++t_;
    gradient += 2.0 * options_.l2 * parameter;
    const double kept =
        parameter - static_cast<double>(options_.learning_rate) * options_.weight_decay * parameter;
    return kept - options_.learning_rate * direction(gradient);
  }

 private:
  double direction(double gradient) {
    if (options_.kind == OptimizerKind::kSgd) {
      first_ = options_.momentum * first_ + gradient;
      return options_.nesterov ? gradient + options_.momentum * first_ : first_;
    }
    const double beta1 = options_.beta1;
    const double beta2 = options_.beta2;
    first_ = beta1 * first_ + (1 - beta1) * gradient;
    second_ = beta2 * second_ + (1 - beta2) * gradient * gradient;
    const double mean = first_ / (1 - std::pow(beta1, t_));
    const double square = second_ / (1 - std::pow(beta2, t_));
    return mean / (std::sqrt(square) + options_.epsilon);
  }

  OptimizerOptions options_;
  int t_ = 0;
  double first_ = 0;
  double second_ = 0;
};

struct Result {
  std::vector<float> parameters;
  std::vector<float> average;
  friend bool operator==(const Result&, const Result&) = default;
};

Result run(const OptimizerOptions& options, std::size_t threads) {
  ThreadPool pool = ThreadPool::of_exactly(threads);
  Optimizer optimizer(options, kParameters);
  std::vector<float> parameters = random_values(0);
  for (std::uint32_t step = 1; step <= kSteps; ++step) {
    std::vector<float> gradients = random_values(step);
    optimizer.step(parameters, gradients, pool);
  }
  return {parameters, {optimizer.average().begin(), optimizer.average().end()}};
}

double norm(const std::vector<float>& values) {
  double sum = 0;
  for (const double value : values)
    sum += value * value;
  return std::sqrt(sum);
}

}  // namespace

TEST_CASE("The optimizers compute their formulas, and decay kernels but not biases") {
  const auto options = GENERATE(
      OptimizerOptions{.kind = OptimizerKind::kAdam},
      OptimizerOptions{.kind = OptimizerKind::kAdam,
                       .learning_rate = 0.02F,
                       .beta1 = 0.5F,
                       .beta2 = 0.9F,
                       .epsilon = 0.1F,
                       .l2 = 0.01F},
      OptimizerOptions{
          .kind = OptimizerKind::kAdamW, .learning_rate = 4e-3F, .beta2 = 0.99F, .weight_decay = 1},
      OptimizerOptions{.kind = OptimizerKind::kAdamW, .l2 = 0.1F, .weight_decay = 0.05F},
      OptimizerOptions{.kind = OptimizerKind::kSgd, .learning_rate = 0.01F},
      OptimizerOptions{.kind = OptimizerKind::kSgd, .learning_rate = 0.1F, .momentum = 0},
      OptimizerOptions{
          .kind = OptimizerKind::kSgd, .learning_rate = 0.01F, .nesterov = true, .l2 = 0.05F},
      OptimizerOptions{.kind = OptimizerKind::kSgd, .learning_rate = 0.01F, .weight_decay = 0.5F});
  const std::vector<float> result = run(options, 2).parameters;

  const std::vector<float> start = random_values(0);
  std::vector<std::vector<float>> gradients;
  for (std::uint32_t step = 1; step <= kSteps; ++step)
    gradients.push_back(random_values(step));
  // A step rounds the parameter (below 4 in size) once and scales it by a factor that is rounded
  // too, and rounds its change, of at most 20 learning rates with momentum, a few times.
  const double tolerance = kSteps * (2 * 4 + 20 * options.learning_rate * 8) * 0x1p-24;
  double worst = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    Naive naive(options, i < kBiasBegin || i >= kBiasEnd);
    double expected = start[i];
    for (const std::vector<float>& gradient : gradients)
      expected = naive.step(expected, gradient[i]);
    worst = std::max(worst, std::abs(expected - result[i]));
  }
  CHECK(worst <= tolerance);
}

TEST_CASE("The optimizers give the same bits for any number of threads") {
  const auto options = GENERATE(
      OptimizerOptions{.kind = OptimizerKind::kAdam},
      OptimizerOptions{.kind = OptimizerKind::kAdamW,
                       .weight_decay = 0.1F,
                       .clip_norm = 1,
                       .average_decay = 0.9F},
      OptimizerOptions{.kind = OptimizerKind::kSgd},
      OptimizerOptions{.kind = OptimizerKind::kSgd, .nesterov = true, .l2 = 0.1F, .clip_norm = 1});
  const Result one = run(options, 1);
  CHECK(run(options, 2) == one);
  CHECK(run(options, 3) == one);
}

TEST_CASE("A step leaves the gradients zero, for the next backward pass to add to") {
  const auto kind = GENERATE(OptimizerKind::kAdam, OptimizerKind::kSgd);
  ThreadPool pool = ThreadPool::of_exactly(2);
  Optimizer optimizer({.kind = kind}, kParameters);
  std::vector<float> parameters = random_values(0);
  std::vector<float> gradients = random_values(1);
  optimizer.step(parameters, gradients, pool);
  CHECK(gradients == std::vector<float>(kCount));
}

TEST_CASE("What has no gradient and no inputs stays as it is, whatever the options") {
  const auto kind = GENERATE(OptimizerKind::kAdamW, OptimizerKind::kSgd);
  ThreadPool pool(1);
  Optimizer optimizer(
      {.kind = kind, .learning_rate = 0.1F, .l2 = 0.1F, .weight_decay = 0.1F, .clip_norm = 1},
      biases(3));
  const std::vector<float> start = {0.25F, -3, 1e-3F};
  std::vector<float> parameters = start;
  std::vector<float> gradients(3);
  for (int step = 0; step < kSteps; ++step)
    optimizer.step(parameters, gradients, pool);
  CHECK(parameters == start);
}

TEST_CASE(
    "Adam's first step moves each parameter by the learning rate, whatever the gradient's size") {
  ThreadPool pool(1);
  Optimizer optimizer({.learning_rate = 0.5F}, biases(3));
  std::vector<float> parameters = {1, 1, 1};
  std::vector<float> gradients = {1e-3F, -1e4F, 0};
  optimizer.step(parameters, gradients, pool);
  CHECK(std::abs(parameters[0] - 0.5F) < 1e-4F);
  CHECK(std::abs(parameters[1] - 1.5F) < 1e-4F);
  CHECK(parameters[2] == 1);
}

TEST_CASE("A learning rate that is set holds from the next step on") {
  ThreadPool pool(1);
  Optimizer optimizer({.kind = OptimizerKind::kSgd, .learning_rate = 1, .momentum = 0}, biases(1));
  std::vector<float> parameters = {0};
  for (const float rate : {1.0F, 0.25F, 0.0F}) {
    optimizer.set_learning_rate(rate);
    std::vector<float> gradients = {-1};
    optimizer.step(parameters, gradients, pool);
  }
  CHECK(parameters[0] == 1.25F);
}

TEST_CASE("A gradient longer than the clip norm is scaled down to it, a shorter one left alone") {
  // Plain steps of size 1: what is subtracted is the gradient.
  const OptimizerOptions plain = {.kind = OptimizerKind::kSgd, .learning_rate = 1, .momentum = 0};
  ThreadPool pool = ThreadPool::of_exactly(2);
  const std::vector<float> gradient = random_values(1);
  const double length = norm(gradient);
  for (const double longest : {0.01 * length, 0.999 * length, 1.001 * length}) {
    OptimizerOptions options = plain;
    options.clip_norm = static_cast<float>(longest);
    Optimizer optimizer(options, kParameters);
    std::vector<float> parameters(kCount);
    std::vector<float> spent = gradient;
    optimizer.step(parameters, spent, pool);
    const double scale = std::min(1.0, longest / length);
    double worst = 0;
    for (std::size_t i = 0; i < kCount; ++i)
      worst = std::max(worst, std::abs(parameters[i] + scale * gradient[i]));
    // Values of at most 1, a scale and a product rounded, and a norm of 64 partial sums of some 256
    // squares in each chunk, whose roundings add up to sqrt(256) / 2 units at most, halved by the
    // root.
    CHECK(worst <= (2 + 4) * 0x1p-24);
  }
}

TEST_CASE("The l2 term is added after clipping") {
  ThreadPool pool(1);
  Optimizer optimizer({.kind = OptimizerKind::kSgd,
                       .learning_rate = 1,
                       .momentum = 0,
                       .l2 = 0.25F,
                       .clip_norm = 0.5F},
                      std::vector<nn::Parameter>{
                          {.name = "dense/kernel", .shape = {1}, .fan_in = 1, .fan_out = 1}});
  std::vector<float> parameters = {4};
  std::vector<float> gradients = {100};
  optimizer.step(parameters, gradients, pool);
  CHECK(parameters[0] == 4 - 0.5F - 2 * 0.25F * 4);
}

TEST_CASE("The average weighs the weights after each step exponentially, and not those before") {
  const float decay = GENERATE(0.5F, 0.98F, 0.9999F);
  OptimizerOptions options = {.kind = OptimizerKind::kSgd, .learning_rate = 0.1F};
  options.average_decay = decay;
  ThreadPool pool = ThreadPool::of_exactly(2);
  Optimizer optimizer(options, kParameters);
  std::vector<float> parameters = random_values(0);
  std::vector<double> sums(kCount);
  double shares = 0;
  for (std::uint32_t step = 1; step <= kSteps; ++step) {
    std::vector<float> gradients = random_values(step);
    optimizer.step(parameters, gradients, pool);
    for (std::size_t i = 0; i < kCount; ++i)
      sums[i] = decay * sums[i] + parameters[i];
    shares = decay * shares + 1;
    if (step == 1)
      CHECK(std::ranges::equal(optimizer.average(), parameters));
  }
  double worst = 0;
  for (std::size_t i = 0; i < kCount; ++i)
    worst = std::max(worst, std::abs(optimizer.average()[i] - sums[i] / shares));
  CHECK(worst <= kSteps * 4 * 0x1p-24);  // Values of at most 4, rounded at each step.
}

TEST_CASE("An optimizer's name is adam, adamw or sgd") {
  CHECK(optimizer_kind("adam") == OptimizerKind::kAdam);
  CHECK(optimizer_kind("adamw") == OptimizerKind::kAdamW);
  CHECK(optimizer_kind("sgd") == OptimizerKind::kSgd);
  CHECK_THROWS_MATCHES(optimizer_kind("Adam"), std::invalid_argument,
                       Message("optimizer: unknown name \"Adam\"; known are adam, adamw, sgd"));
}

TEST_CASE("An optimizer's option out of range is refused by name and range") {
  struct Wrong {
    OptimizerOptions options;
    std::string message;
  };
  const auto wrong = GENERATE(
      Wrong{{.learning_rate = 0}, "optimizer: learning rate must be above 0, not 0"},
      Wrong{{.learning_rate = -1}, "optimizer: learning rate must be above 0, not -1"},
      Wrong{{.learning_rate = std::numeric_limits<float>::infinity()},
            "optimizer: learning rate must be above 0, not inf"},
      Wrong{{.learning_rate = std::numeric_limits<float>::quiet_NaN()},
            "optimizer: learning rate must be above 0, not nan"},
      Wrong{{.momentum = 1}, "optimizer: momentum must be at least 0 and below 1, not 1"},
      Wrong{{.momentum = -1}, "optimizer: momentum must be at least 0 and below 1, not -1"},
      Wrong{{.beta1 = 1}, "optimizer: beta1 must be at least 0 and below 1, not 1"},
      Wrong{{.beta2 = 1}, "optimizer: beta2 must be at least 0 and below 1, not 1"},
      Wrong{{.epsilon = 0}, "optimizer: epsilon must be above 0, not 0"},
      Wrong{{.l2 = -0.1F}, "optimizer: l2 must be at least 0, not -0.1"},
      Wrong{{.kind = OptimizerKind::kSgd, .weight_decay = 1.5F},
            "optimizer: weight decay must be from 0 to 1, not 1.5"},
      Wrong{{.clip_norm = -1}, "optimizer: clip norm must be at least 0, not -1"},
      Wrong{{.average_decay = 1},
            "optimizer: average decay must be at least 0 and below 1, not 1"});
  CHECK_THROWS_MATCHES(Optimizer(wrong.options, biases(1)), std::invalid_argument,
                       Message(wrong.message));
}

TEST_CASE("Options that an optimizer does not have are refused") {
  CHECK_THROWS_MATCHES(
      Optimizer({.weight_decay = 0.1F}, biases(1)), std::invalid_argument,
      Message("optimizer: adam has no weight decay; adamw has, and l2 works with every optimizer"));
  CHECK_THROWS_MATCHES(
      Optimizer({.kind = OptimizerKind::kAdamW}, biases(1)), std::invalid_argument,
      Message("optimizer: adamw needs a weight decay above 0 (0.01 is PyTorch's default); without "
              "one it is adam"));
  CHECK_THROWS_MATCHES(Optimizer({.nesterov = true}, biases(1)), std::invalid_argument,
                       Message("optimizer: only sgd has Nesterov's momentum"));
  CHECK_THROWS_MATCHES(
      Optimizer({.kind = OptimizerKind::kSgd, .momentum = 0, .nesterov = true}, biases(1)),
      std::invalid_argument, Message("optimizer: Nesterov's momentum must be above 0"));
}

TEST_CASE("Arrays of another size than the optimizer was made for are refused") {
  ThreadPool pool(1);
  Optimizer optimizer({}, biases(2));
  std::vector<float> parameters(2);
  std::vector<float> gradients(3);
  CHECK_THROWS_MATCHES(optimizer.step(parameters, gradients, pool), std::invalid_argument,
                       Message("optimizer: expects 2 parameters and gradients, not 2 and 3"));
}

}  // namespace atelier::train
