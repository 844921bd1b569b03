#include "atelier/train/parameter_update.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "atelier/base/random.h"

namespace atelier::train {

namespace {

/// The arrays of an update.
struct Arrays {
  explicit Arrays(std::size_t count) {
    std::uint32_t stream = 0;
    for (std::vector<float>* array : {&parameters, &gradients, &first, &second, &averages}) {
      RandomStream random(7, RandomPurpose::kAugmentation, 0, stream++);
      array->resize(count);
      for (float& value : *array)
        value = random.uniform(array == &second ? 0.1F : -1.0F, 1);
    }
  }

  ParameterUpdate update(bool averaged, bool nesterov) {
    return {.count = parameters.size(),
            .parameters = parameters.data(),
            .gradients = gradients.data(),
            .first_moments = first.data(),
            .second_moments = second.data(),
            .averages = averaged ? averages.data() : nullptr,
            .gradient_scale = 0.5F,
            .l2_gradient = 0.1F,
            .decay_factor = 0.9F,
            .average_rate = 0.3F,
            .step_size = 0.2F,
            .beta1 = 0.7F,
            .beta2 = 0.8F,
            .second_moment_scale = 1.25F,
            .epsilon = 0.01F,
            .nesterov = nesterov};
  }

  double largest_difference(const Arrays& other) const {
    double largest = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      for (const auto array : {&Arrays::parameters, &Arrays::gradients, &Arrays::first,
                               &Arrays::second, &Arrays::averages}) {
        const double difference = (this->*array)[i] - (other.*array)[i];
        largest = std::max(largest, std::abs(difference));
      }
    }
    return largest;
  }

  std::vector<float> parameters;
  std::vector<float> gradients;
  std::vector<float> first;
  std::vector<float> second;
  std::vector<float> averages;
};

}  // namespace

TEST_CASE("Every instruction set's parameter update agrees with the baseline's, at any length") {
  const ParameterUpdateKernels& baseline = parameter_update_kernels().back();
  const std::size_t count = GENERATE(0, 1, 15, 16, 17, 63, 64, 65, 1003);
  for (const ParameterUpdateKernels& kernels : parameter_update_kernels()) {
    INFO(kernels.instruction_set << ", " << count << " values");
    for (const bool averaged : {false, true}) {
      for (const bool nesterov : {false, true}) {
        for (const auto kernel : {&ParameterUpdateKernels::adam, &ParameterUpdateKernels::sgd}) {
          Arrays expected(count);
          Arrays arrays(count);
          (baseline.*kernel)(expected.update(averaged, nesterov));
          (kernels.*kernel)(arrays.update(averaged, nesterov));
          // Values of at most 4, rounded a few times; with fused multiplication and addition fewer.
          CHECK(arrays.largest_difference(expected) <= 8 * 4 * 0x1p-24);
        }
      }
    }
  }
}

TEST_CASE("Every instruction set's sum of squares is exact to float precision, at any length") {
  const std::size_t count = GENERATE(0, 1, 63, 64, 65, 1003, 16'384);
  const Arrays arrays(count);
  double expected = 0;
  for (const double value : arrays.parameters)
    expected += value * value;
  for (const ParameterUpdateKernels& kernels : parameter_update_kernels()) {
    INFO(kernels.instruction_set << ", " << count << " values");
    // 256 squares in each of 64 sums: half a unit for each rounding at worst.
    CHECK(std::abs(kernels.sum_of_squares(arrays.parameters.data(), count) - expected) <=
          256 * 0x1p-24 * expected);
  }
}

}  // namespace atelier::train
