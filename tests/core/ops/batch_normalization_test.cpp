#include "atelier/ops/batch_normalization.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ThreadPool;
using atelier::ops::BatchNormalization;
using atelier::test::as_double;
using atelier::test::random_buffer;
using atelier::test::require_gradient;
using atelier::test::weighted_sum;
using Catch::Matchers::Message;
using Catch::Matchers::WithinAbs;

constexpr float kEpsilon = 1e-3F;

// The relative error of a sum in single precision of at most 128 terms, the kernel's pieces,
// however they are added up (Higham, "Accuracy and stability of numerical algorithms", 4.2), with a
// few roundings more for the terms and what is made of the sum.
constexpr double kSumRounding = (128 + 8) * 0x1p-24;

struct Moments {
  std::vector<double> mean;
  std::vector<double> variance;
};

Moments moments(std::span<const double> input, std::size_t channels) {
  const std::size_t rows = input.size() / channels;
  Moments result{std::vector<double>(channels), std::vector<double>(channels)};
  for (std::size_t i = 0; i < input.size(); ++i)
    result.mean[i % channels] += input[i] / static_cast<double>(rows);
  for (std::size_t i = 0; i < input.size(); ++i) {
    const double deviation = input[i] - result.mean[i % channels];
    result.variance[i % channels] += deviation * deviation / static_cast<double>(rows);
  }
  return result;
}

// The definition.
std::vector<double> normalized(std::span<const double> input, const Moments& moments,
                               std::span<const double> gamma, std::span<const double> beta,
                               bool relu) {
  std::vector<double> output(input.size());
  for (std::size_t i = 0; i < input.size(); ++i) {
    const std::size_t channel = i % gamma.size();
    const double value = gamma[channel] * (input[i] - moments.mean[channel]) /
                             std::sqrt(moments.variance[channel] + double{kEpsilon}) +
                         beta[channel];
    output[i] = relu ? std::max(value, 0.0) : value;
  }
  return output;
}

// A batch and parameters, with given statistics beside the batch's own.
struct Problem {
  Problem(std::size_t row_count, std::size_t channel_count, std::uint32_t seed = 10)
      : rows(row_count),
        channels(channel_count),
        input(random_buffer(rows * channels, seed)),
        gamma(random_buffer(channels, seed + 1)),
        beta(random_buffer(channels, seed + 2)),
        mean(random_buffer(channels, seed + 3)),
        variance(random_buffer(channels, seed + 4)) {
    for (float& value : variance.span())
      value += 1.5F;
  }

  // How near to zero a value comes, where ReLU decides.
  double nearest_decision(bool training) const {
    double nearest = 1;
    for (const double value : output(as_double(input), training, false))
      nearest = std::min(nearest, std::abs(value));
    return nearest;
  }

  Moments used_moments(std::span<const double> values, bool training) const {
    return training ? moments(values, channels) : Moments{as_double(mean), as_double(variance)};
  }

  std::vector<double> output(std::span<const double> values, bool training, bool relu) const {
    return normalized(values, used_moments(values, training), as_double(gamma), as_double(beta),
                      relu);
  }

  BatchNormalization operation(bool relu, ThreadPool& pool) const {
    BatchNormalization result(channels, kEpsilon, relu, pool);
    result.set_parameters(gamma.data(), beta.data(), mean.data(), variance.data());
    return result;
  }

  std::size_t rows;
  std::size_t channels;
  Buffer input;
  Buffer gamma;
  Buffer beta;
  Buffer mean;
  Buffer variance;
};

// The first whose ReLU decides alike in single and double precision: gradients would differ by
// jumps.
Problem problem_without_close_decisions(std::size_t rows, std::size_t channels, bool training) {
  for (std::uint32_t seed = 10;; seed += 10) {
    Problem problem(rows, channels, seed);
    if (problem.nearest_decision(training) > 1e-5)
      return problem;
  }
}

void forward(BatchNormalization& operation, bool training, const Buffer& input, std::size_t rows,
             Buffer& output) {
  if (training) {
    operation.forward_training(input.data(), rows, output.data());
  } else {
    operation.forward_inference(input.data(), rows, output.data());
  }
}

}  // namespace

TEST_CASE("batch normalisation computes what the definition says", "[ops]") {
  const std::size_t rows = GENERATE(1, 2, 7, 129, 1'000, 2'500);
  const std::size_t channels = GENERATE(1, 3, 8, 28, 33, 64, 515);
  const bool training = GENERATE(false, true);
  const bool relu = GENERATE(false, true);
  CAPTURE(rows, channels, training, relu);
  const Problem problem(rows, channels);
  ThreadPool pool(1);
  BatchNormalization operation = problem.operation(relu, pool);
  Buffer output = random_buffer(rows * channels, 7);
  forward(operation, training, problem.input, rows, output);

  const std::vector<double> input = as_double(problem.input);
  const Moments used = problem.used_moments(input, training);
  // Inputs are below 1, so deviations from a piece's origin are below 2, and their squares below 4.
  constexpr double kMeanTolerance = 2 * kSumRounding;
  constexpr double kVarianceTolerance = 12 * kSumRounding;
  if (training) {
    for (std::size_t channel = 0; channel < channels; ++channel) {
      REQUIRE_THAT(operation.batch_mean()[channel], WithinAbs(used.mean[channel], kMeanTolerance));
      REQUIRE_THAT(operation.batch_variance()[channel],
                   WithinAbs(used.variance[channel], kVarianceTolerance));
    }
  }
  const std::vector<double> expected = problem.output(input, training, relu);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double variance = used.variance[i % channels] + double{kEpsilon};
    const double deviation = std::abs(input[i] - used.mean[i % channels]);
    const double scale = 1 / std::sqrt(variance);
    const double tolerance =
        training ? scale * kMeanTolerance + deviation * scale * kVarianceTolerance / variance
                 : 8 * 0x1p-24 * (deviation * scale + 2);
    if (!(std::abs(output.data()[i] - expected[i]) <= tolerance)) {
      CAPTURE(i, output.data()[i], expected[i], tolerance);
      FAIL("value off by more than rounding");
    }
  }
}

TEST_CASE("The batch's variance is right where the mean is a thousand times the deviation",
          "[ops]") {
  constexpr std::size_t kRows = 3'000;
  constexpr std::size_t kChannels = 20;
  Buffer input = random_buffer(kRows * kChannels, 1);
  for (float& value : input.span())
    value += 1'000.0F;
  // One channel starts with a value far from all others.
  input.data()[3] = -1e6F;
  const Moments expected = moments(as_double(input), kChannels);
  ThreadPool pool(1);
  BatchNormalization operation(kChannels, kEpsilon, false, pool);
  Buffer output(input.size());
  operation.forward_training(input.data(), kRows, output.data());
  for (std::size_t channel = 0; channel < kChannels; ++channel) {
    INFO(channel);
    CHECK(std::abs(operation.batch_variance()[channel] - expected.variance[channel]) <
          12 * kSumRounding * 3 * expected.variance[channel]);
  }
}

TEST_CASE("batch normalisation's gradients are those of its definition", "[ops]") {
  const std::size_t rows = GENERATE(2, 5, 130);
  const std::size_t channels = GENERATE(1, 3, 7, 17, 33);
  const bool training = GENERATE(false, true);
  const bool relu = GENERATE(false, true);
  const bool in_place = GENERATE(false, true);
  CAPTURE(rows, channels, training, relu, in_place);
  const Problem problem = problem_without_close_decisions(rows, channels, training);
  ThreadPool pool(1);
  BatchNormalization operation = problem.operation(relu, pool);
  Buffer output(problem.input.size());
  forward(operation, training, problem.input, rows, output);

  const Buffer weights = random_buffer(output.size(), 5);
  Buffer output_gradient = random_buffer(output.size(), 5);
  Buffer separate = random_buffer(output.size(), 6);
  Buffer& input_gradient = in_place ? output_gradient : separate;
  const Buffer before = random_buffer(2 * channels, 8);  // What is there is added to.
  Buffer gamma_gradient = random_buffer(2 * channels, 8);
  float* beta_gradient = gamma_gradient.data() + channels;
  operation.backward(problem.input.data(), rows, output_gradient.data(), gamma_gradient.data(),
                     beta_gradient, input_gradient.data());

  std::vector<double> input = as_double(problem.input);
  std::vector<double> gamma = as_double(problem.gamma);
  std::vector<double> beta = as_double(problem.beta);
  const auto function = [&] {
    const auto known = before.span();
    return weighted_sum(weights.span(), normalized(input, problem.used_moments(input, training),
                                                   gamma, beta, relu)) +
           weighted_sum(known.first(channels), gamma) + weighted_sum(known.last(channels), beta);
  };
  // Two rows may lie close together: then all that is divided by their deviation is large, and so
  // are its roundings.
  const Moments used = problem.used_moments(input, training);
  const double least = *std::min_element(used.variance.begin(), used.variance.end());
  const double scale = 1 / std::sqrt(least + double{kEpsilon});
  const double tolerance = 12 * kSumRounding * scale * scale * scale;
  constexpr double kStep = 1e-6;  // Small, so that it crosses no ReLU's kink.
  require_gradient(function, input, input_gradient.span(), tolerance, kStep);
  const double sum_tolerance = static_cast<double>(rows) * tolerance;
  require_gradient(function, gamma, gamma_gradient.span().first(channels), sum_tolerance, kStep);
  require_gradient(function, beta, gamma_gradient.span().last(channels), sum_tolerance, kStep);
}

TEST_CASE("A batch of a single row, or of equal ones, is normalised to beta", "[ops]") {
  const std::size_t rows = GENERATE(1, 300);
  constexpr std::size_t kChannels = 19;
  ThreadPool pool(1);
  BatchNormalization operation(kChannels, kEpsilon, false, pool);
  const Buffer gamma = random_buffer(kChannels, 1);
  const Buffer beta = random_buffer(kChannels, 2);
  const Buffer ones(kChannels);
  operation.set_parameters(gamma.data(), beta.data(), ones.data(), ones.data());
  const Buffer row = random_buffer(kChannels, 3);
  Buffer input(rows * kChannels);
  for (std::size_t i = 0; i < input.size(); ++i)
    input.data()[i] = row.data()[i % kChannels];
  Buffer output(input.size());
  operation.forward_training(input.data(), rows, output.data());
  for (std::size_t channel = 0; channel < kChannels; ++channel) {
    REQUIRE(operation.batch_mean()[channel] == row.data()[channel]);
    REQUIRE(operation.batch_variance()[channel] == 0);
  }
  for (std::size_t i = 0; i < output.size(); ++i)
    REQUIRE(output.data()[i] == beta.data()[i % kChannels]);

  // Moving all rows alike changes nothing, and neither does moving a single one.
  Buffer gradient = random_buffer(input.size(), 4);
  Buffer parameter_gradients(2 * kChannels);
  operation.backward(input.data(), rows, gradient.data(), parameter_gradients.data(),
                     parameter_gradients.data() + kChannels, gradient.data());
  for (std::size_t channel = 0; channel < kChannels; ++channel) {
    double sum = 0;
    for (std::size_t i = channel; i < gradient.size(); i += kChannels)
      sum += gradient.data()[i];
    REQUIRE_THAT(sum, WithinAbs(0, kSumRounding * static_cast<double>(rows) / std::sqrt(kEpsilon)));
    REQUIRE(parameter_gradients.data()[channel] == 0);
  }
}

TEST_CASE("batch normalisation's gradients of its parameters can be had alone", "[ops]") {
  const Problem problem(40, 12);
  ThreadPool pool(1);
  BatchNormalization operation = problem.operation(true, pool);
  Buffer output(problem.input.size());
  operation.forward_training(problem.input.data(), problem.rows, output.data());
  const Buffer gradient = random_buffer(output.size(), 5);
  Buffer with(2 * problem.channels);
  Buffer without(2 * problem.channels);
  Buffer input_gradient(output.size());
  operation.backward(problem.input.data(), problem.rows, gradient.data(), with.data(),
                     with.data() + problem.channels, input_gradient.data());
  operation.backward(problem.input.data(), problem.rows, gradient.data(), without.data(),
                     without.data() + problem.channels, nullptr);
  CHECK(as_double(with) == as_double(without));
}

TEST_CASE("batch normalisation does not hide what is not a number behind ReLU", "[ops]") {
  const Problem problem(20, 18);
  ThreadPool pool(1);
  BatchNormalization operation = problem.operation(true, pool);
  Buffer input = random_buffer(problem.input.size(), 10);
  input.data()[43] = std::numeric_limits<float>::quiet_NaN();
  Buffer output(input.size());
  operation.forward_inference(input.data(), problem.rows, output.data());
  CHECK(std::isnan(output.data()[43]));
  CHECK(std::count_if(output.span().begin(), output.span().end(),
                      [](float value) { return std::isnan(value); }) == 1);
}

TEST_CASE("batch normalisation has the same bits for any number of threads", "[ops]") {
  const std::size_t channels = GENERATE(28, 1'030);
  const std::size_t rows = 90'000 / channels;
  const Buffer input = random_buffer(rows * channels, 1);
  const Buffer gradient = random_buffer(rows * channels, 2);
  const Buffer parameters = random_buffer(channels, 3);
  atelier::test::require_same_for_any_thread_count([&](ThreadPool& pool) {
    BatchNormalization operation(channels, kEpsilon, true, pool);
    operation.set_parameters(parameters.data(), parameters.data(), parameters.data(),
                             parameters.data());
    Buffer result(2 * input.size() + 2 * channels);
    float* input_gradient = result.data() + input.size();
    float* parameter_gradients = input_gradient + input.size();
    operation.forward_training(input.data(), rows, result.data());
    operation.backward(input.data(), rows, gradient.data(), parameter_gradients,
                       parameter_gradients + channels, input_gradient);
    return result;
  });
}

TEST_CASE("batch normalisation refuses what it cannot work with", "[ops]") {
  ThreadPool pool(1);
  CHECK_THROWS_MATCHES(BatchNormalization(0, kEpsilon, false, pool), std::invalid_argument,
                       Message("batch_normalization: channels must be at least 1, not 0"));
  CHECK_THROWS_MATCHES(BatchNormalization(3, 0, false, pool), std::invalid_argument,
                       Message("batch_normalization: epsilon must be above 0, not 0"));
}
