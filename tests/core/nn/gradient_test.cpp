// A network's gradients as a whole, each layer kind among others, against central differences of
// the loss. The operators' own tests check each of them to the last digits; here what counts is
// that the network puts them together rightly.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
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

/// Each layer kind among others.
const std::vector<std::string> kNetworks = {
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
          {"type": "dense", "units": 3, "activation": "softmax"}]})"};

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

  /// Outside training: the sum over images and classes of weights[class] times logit.
  double weighted_logits(std::span<const float> weights) {
    const std::span<const float> logits = network_.forward(images_.data(), kImages, Pass{});
    double sum = 0;
    for (std::size_t i = 0; i < logits.size(); ++i)
      sum += double{weights[i % weights.size()]} * double{logits[i]};
    return sum;
  }

  /// The change of that sum with input value `index`, by central difference.
  double numeric_input_derivative(std::span<const float> weights, std::size_t index) {
    constexpr float kStep = 0x1p-10F;
    const float value = images_.data()[index];
    images_.data()[index] = value + kStep;
    const double above = weighted_logits(weights);
    images_.data()[index] = value - kStep;
    const double below = weighted_logits(weights);
    images_.data()[index] = value;
    return (above - below) / (2 * static_cast<double>(kStep));
  }

  std::size_t input_count() const { return images_.size(); }

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
  const std::string json = GENERATE(from_range(kNetworks));
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

TEST_CASE(
    "The input gradient is the slope of the logits, and leaves the parameters' gradients alone") {
  const std::string json = GENERATE(from_range(kNetworks));
  Problem problem(json);
  Network& network = problem.network();
  INFO(network.spec().name);
  // Batch normalisation with statistics of its own, so that it does something outside training.
  for (const Parameter& parameter : network.parameter_list()) {
    const auto values =
        network.mutable_parameters().subspan(parameter.offset, parameter.shape.element_count());
    for (std::size_t i = 0; i < values.size() && !parameter.trainable(); ++i)
      values[i] = 0.25F + 0.125F * static_cast<float>(i % 5);
  }
  const std::vector<float> before(network.gradients().begin(), network.gradients().end());

  std::vector<float> weights(network.class_count());
  for (std::size_t label = 0; label < weights.size(); ++label)
    weights[label] = label == 1 ? 1 : -0.25F * static_cast<float>(label);
  std::vector<float> logits_gradient;
  for (std::size_t image = 0; image < kImages; ++image)
    logits_gradient.insert(logits_gradient.end(), weights.begin(), weights.end());

  problem.weighted_logits(weights);
  const std::span<const float> view = network.input_gradient(logits_gradient);
  REQUIRE(view.size() == problem.input_count());
  const std::vector<float> gradient(view.begin(), view.end());
  CHECK(std::ranges::equal(network.gradients(), before));

  double squared_error = 0;
  double squared_size = 0;
  for (std::size_t index = 0; index < gradient.size(); ++index) {
    const double numeric = problem.numeric_input_derivative(weights, index);
    squared_error += (numeric - gradient[index]) * (numeric - gradient[index]);
    squared_size += numeric * numeric;
  }
  CHECK(squared_size > 1e-6);
  CHECK(std::sqrt(squared_error) < 0.02 * std::sqrt(squared_size));
}

}  // namespace atelier::nn
