// A network's gradients as a whole, each layer kind among others, against central differences of
// the loss. The operators' own tests check each of them to the last digits; here what counts is
// that the network puts them together rightly.

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/nn/network.h"
#include "atelier/ops/softmax.h"

namespace atelier::nn {

namespace {

constexpr std::size_t kImages = 5;

class Problem {
 public:
  explicit Problem(const std::string& json)
      : network_(network_from_json(json), pool_),
        images_(kImages * network_.spec().input.element_count()) {
    network_.initialize(11);
    RandomStream random(2, RandomPurpose::kAugmentation, 0, 0);
    for (float& value : images_.span())
      value = random.uniform(-1, 1);
    for (std::size_t image = 0; image < kImages; ++image) {
      labels_.push_back(static_cast<std::uint8_t>(
          random.below(static_cast<std::uint32_t>(network_.class_count()))));
    }
  }

  Network& network() { return network_; }

  /// Mean over the images; `gradient` as in softmax_cross_entropy.
  double loss(float* gradient = nullptr) {
    const Pass pass = {.training = true, .seed = 5, .step = 17};
    const std::span<const float> logits = network_.forward(images_.data(), kImages, pass);
    return ops::softmax_cross_entropy(logits.data(), labels_, network_.class_count(), 0.1F,
                                      1.0F / kImages, gradient)
               .loss_sum /
           kImages;
  }

  /// The change of the loss with parameter `index`, by central difference.
  double numeric_derivative(std::size_t index) {
    // Small, so that hardly any step crosses a ReLU's or a maximum's kink. The loss carries
    // roundings of about 2^-25, the quotient therefore 1e-4; derivatives are about 1e-2.
    constexpr float kStep = 0x1p-12F;
    const float value = network_.parameters()[index];
    network_.mutable_parameters()[index] = value + kStep;
    const double above = loss();
    network_.mutable_parameters()[index] = value - kStep;
    const double below = loss();
    network_.mutable_parameters()[index] = value;
    return (above - below) / (2 * static_cast<double>(kStep));
  }

 private:
  ThreadPool pool_{1};
  Network network_;
  Buffer images_;
  std::vector<std::uint8_t> labels_;
};

}  // namespace

TEST_CASE("Every parameter's gradient is the slope of the loss") {
  const std::string json = GENERATE(
      R"({"name": "all pooling", "input": [9, 8, 2], "layers": [
          {"type": "conv2d", "filters": 5, "kernel_size": 3, "padding": "same", "activation": "relu"},
          {"type": "average_pooling2d", "pool_size": 2},
          {"type": "conv2d", "filters": 4, "kernel_size": [2, 3], "strides": [1, 2], "padding": "same"},
          {"type": "relu"}, {"type": "dropout", "rate": 0.3},
          {"type": "max_pooling2d", "pool_size": 2, "strides": 1}, {"type": "flatten"},
          {"type": "dense", "units": 6, "activation": "relu"},
          {"type": "dense", "units": 3, "activation": "softmax"}]})",
      R"({"name": "global pooling", "input": [6, 7, 3], "layers": [
          {"type": "conv2d", "filters": 6, "kernel_size": 3, "strides": 2, "activation": "relu"},
          {"type": "global_average_pooling2d"}, {"type": "dense", "units": 5},
          {"type": "dropout", "rate": 0.2}, {"type": "dense", "units": 4, "activation": "softmax"}]})",
      R"({"name": "without biases", "input": [6, 7, 3], "layers": [
          {"type": "conv2d", "filters": 6, "kernel_size": 3, "activation": "relu", "use_bias": false},
          {"type": "conv2d", "filters": 4, "kernel_size": 2, "use_bias": false}, {"type": "flatten"},
          {"type": "dense", "units": 7, "activation": "relu", "use_bias": false},
          {"type": "dense", "units": 5, "use_bias": false},
          {"type": "dense", "units": 4, "activation": "softmax", "use_bias": false}]})",
      R"({"name": "normalised", "input": [6, 7, 3], "layers": [
          {"type": "conv2d", "filters": 6, "kernel_size": 3, "use_bias": false},
          {"type": "batch_normalization", "activation": "relu"},
          {"type": "conv2d", "filters": 5, "kernel_size": 2, "activation": "relu"},
          {"type": "max_pooling2d"}, {"type": "batch_normalization"}, {"type": "relu"},
          {"type": "flatten"}, {"type": "dense", "units": 7, "use_bias": false},
          {"type": "batch_normalization", "epsilon": 0.01}, {"type": "dropout", "rate": 0.2},
          {"type": "dense", "units": 4, "activation": "softmax"}]})",
      R"({"name": "normalised first", "input": [4, 4, 2], "layers": [
          {"type": "batch_normalization"}, {"type": "flatten"},
          {"type": "dense", "units": 3, "activation": "softmax"}]})",
      R"({"name": "parameters late", "input": [6, 6, 1], "layers": [
          {"type": "max_pooling2d"}, {"type": "relu"}, {"type": "average_pooling2d", "strides": 1},
          {"type": "dropout", "rate": 0.2}, {"type": "flatten"},
          {"type": "dense", "units": 3, "activation": "softmax"}]})",
      R"({"name": "averages first", "input": [4, 4, 5], "layers": [
          {"type": "dropout", "rate": 0.2}, {"type": "global_average_pooling2d"},
          {"type": "dense", "units": 3, "activation": "softmax"}]})");
  Problem problem(json);
  Network& network = problem.network();
  INFO(network.spec().name);

  std::vector<float> logits_gradient(kImages * network.class_count());
  problem.loss(logits_gradient.data());
  network.zero_gradients();
  network.backward(logits_gradient);
  const std::vector<float> gradients(network.gradients().begin(), network.gradients().end());

  for (const Parameter& parameter : network.parameter_list()) {
    INFO(parameter.name);
    double squared_error = 0;
    double squared_size = 0;
    for (std::size_t i = 0; i < parameter.shape.element_count(); ++i) {
      const std::size_t index = parameter.offset + i;
      const double numeric = problem.numeric_derivative(index);
      squared_error += (numeric - gradients[index]) * (numeric - gradients[index]);
      squared_size += numeric * numeric;
    }
    if (!parameter.trainable()) {
      // Of no effect in training.
      CHECK(squared_size == 0);
      CHECK(squared_error == 0);
      continue;
    }
    // A single missing tap, channel or image would be an error of 10 % and more.
    CHECK(squared_size > 1e-6);
    CHECK(std::sqrt(squared_error) < 0.02 * std::sqrt(squared_size));
  }
}

}  // namespace atelier::nn
