// Every instruction set's loops, whichever of them the machine would choose.

#include "atelier/ops/batch_normalization_kernels.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ops::normalization_kernels;
using atelier::ops::NormalizationKernels;
using atelier::ops::NormalizationTransform;
using atelier::test::random_buffer;

constexpr double kUnit = 0x1p-24;

// Every number of channels that fills vectors of 1 to 16 in another way, and some that take
// several.
const std::vector<std::size_t> kChannels = {1,  2,  3,  4,  5,  7,  8,  9,  12, 15, 16,
                                            17, 20, 28, 31, 32, 33, 56, 64, 65, 96, 130};

void require_close(std::span<const float> actual, std::span<const double> expected,
                   double tolerance) {
  REQUIRE(actual.size() == expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    if (!(std::abs(actual[i] - expected[i]) <= tolerance)) {
      CAPTURE(i, actual[i], expected[i], tolerance);
      FAIL("value off by more than rounding");
    }
  }
}

struct Problem {
  Problem(std::size_t rows, std::size_t channels)
      : input(random_buffer(rows * channels, 1)),
        gradient(random_buffer(rows * channels, 2)),
        mean(random_buffer(channels, 3)),
        scale(random_buffer(channels, 4)),
        offset(random_buffer(channels, 5)),
        factor(random_buffer(channels, 6)),
        constant(random_buffer(channels, 7)) {
    // ReLU must decide alike in double precision.
    for (std::size_t i = 0; i < input.size(); ++i) {
      if (std::abs(value(i)) < 1e-5)
        input.data()[i] += 0.25F;
    }
  }

  NormalizationTransform transform() const {
    return {.mean = mean.data(), .scale = scale.data(), .offset = offset.data()};
  }

  double deviation(std::size_t i) const {
    return double{input.data()[i]} - mean.data()[i % mean.size()];
  }

  double value(std::size_t i) const {
    return deviation(i) * scale.data()[i % mean.size()] + offset.data()[i % mean.size()];
  }

  double passed(std::size_t i, bool relu) const {
    return relu && value(i) <= 0 ? 0 : gradient.data()[i];
  }

  Buffer input;
  Buffer gradient;
  Buffer mean;
  Buffer scale;
  Buffer offset;
  Buffer factor;
  Buffer constant;
};

}  // namespace

TEST_CASE("Every normalisation kernel sums moments and gradients of any rows and channels",
          "[ops]") {
  const std::size_t rows = GENERATE(1, 3, 128, 300);
  for (const std::size_t stride : kChannels) {
    const Problem problem(rows, stride);
    // All channels, and those after the first.
    for (const std::size_t first : {std::size_t{0}, stride > 1 ? std::size_t{1} : 0}) {
      const std::size_t channels = stride - first;
      for (const NormalizationKernels& kernels : normalization_kernels()) {
        CAPTURE(kernels.instruction_set, rows, stride, channels);
        std::vector<double> one(channels, 9);
        std::vector<double> other(channels, 9);
        kernels.sum_moments(problem.input.data() + first, stride, rows, channels, one.data(),
                            other.data());
        const auto count = static_cast<double>(rows);
        for (std::size_t channel = 0; channel < channels; ++channel) {
          double mean = 0;
          double squares = 0;
          for (std::size_t row = 0; row < rows; ++row)
            mean += problem.input.data()[row * stride + first + channel] / count;
          for (std::size_t row = 0; row < rows; ++row) {
            const double deviation = problem.input.data()[row * stride + first + channel] - mean;
            squares += deviation * deviation;
          }
          // Of deviations below 2 from their piece's origin, in pieces of at most 128.
          REQUIRE(std::abs(one[channel] - mean) <= 132 * kUnit * 2);
          REQUIRE(std::abs(other[channel] - squares) <= 132 * kUnit * 12 * count);
        }
        for (const bool relu : {false, true}) {
          kernels.sum_gradients[relu ? 1 : 0](
              problem.input.data() + first, problem.gradient.data() + first, stride, rows, channels,
              {.mean = problem.mean.data() + first,
               .scale = problem.scale.data() + first,
               .offset = problem.offset.data() + first},
              one.data(), other.data());
          for (std::size_t channel = 0; channel < channels; ++channel) {
            double sum = 0;
            double products = 0;
            for (std::size_t row = 0; row < rows; ++row) {
              const std::size_t i = row * stride + first + channel;
              sum += problem.passed(i, relu);
              products += problem.passed(i, relu) * problem.deviation(i);
            }
            REQUIRE(std::abs(one[channel] - sum) <= 132 * kUnit * count);
            REQUIRE(std::abs(other[channel] - products) <= 132 * kUnit * 2 * count);
          }
        }
      }
    }
  }
}

TEST_CASE("Every normalisation kernel transforms any rows and channels, and their gradients",
          "[ops]") {
  const std::size_t rows = GENERATE(1, 2, 5);
  const bool relu = GENERATE(false, true);
  const bool in_place = GENERATE(false, true);
  for (const std::size_t channels : kChannels) {
    const Problem problem(rows, channels);
    const std::size_t size = rows * channels;
    std::vector<double> values(size);
    std::vector<double> gradients(size);
    for (std::size_t i = 0; i < size; ++i) {
      values[i] = relu ? std::max(problem.value(i), 0.0) : problem.value(i);
      gradients[i] = problem.passed(i, relu) * problem.scale.data()[i % channels] +
                     problem.deviation(i) * problem.factor.data()[i % channels] +
                     problem.constant.data()[i % channels];
    }
    for (const NormalizationKernels& kernels : normalization_kernels()) {
      CAPTURE(kernels.instruction_set, rows, channels, relu, in_place);
      // What lies behind the last row must stay as it is.
      constexpr std::size_t kBehind = 16;
      Buffer output(size + kBehind);
      kernels.normalize[relu ? 1 : 0](problem.input.data(), rows, channels, problem.transform(),
                                      output.data());
      require_close(output.span().first(size), values, 8 * kUnit * 3);

      Buffer result(size + kBehind);
      if (in_place)
        std::copy_n(problem.gradient.data(), size, result.data());
      const float* gradient = in_place ? result.data() : problem.gradient.data();
      kernels.input_gradient[relu ? 1 : 0](problem.input.data(), gradient, rows, channels,
                                           problem.transform(), problem.factor.data(),
                                           problem.constant.data(), result.data());
      require_close(result.span().first(size), gradients, 8 * kUnit * 4);
      for (std::size_t i = size; i < size + kBehind; ++i) {
        REQUIRE(output.data()[i] == 0);
        REQUIRE(result.data()[i] == 0);
      }
    }
  }
}
