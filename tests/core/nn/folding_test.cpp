#include "atelier/nn/folding.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cmath>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/nn/presets.h"

namespace atelier::nn {

namespace {

using Catch::Matchers::Message;

constexpr std::size_t kImages = 6;

std::size_t normalizations(const NetworkSpec& spec) {
  return static_cast<std::size_t>(std::ranges::count_if(spec.layers, [](const LayerSpec& layer) {
    return std::holds_alternative<BatchNormalizationSpec>(layer);
  }));
}

Buffer random_images(const NetworkSpec& spec) {
  Buffer images(kImages * spec.input.element_count());
  RandomStream random(1, RandomPurpose::kAugmentation, 0, 0);
  for (float& value : images.span())
    value = random.uniform();
  return images;
}

/// A network whose every parameter has been moved from where it starts; scales stay positive.
Network trained_network(const NetworkSpec& spec, ThreadPool& pool) {
  Network network(spec, pool);
  network.initialize(5);
  const Buffer images = random_images(spec);
  for (int step = 0; step < 20; ++step)
    network.forward(images.data(), kImages, {.training = true});
  RandomStream random(2, RandomPurpose::kAugmentation, 0, 0);
  for (const Parameter& parameter : network.parameter_list()) {
    if (parameter.fan_in > 0 || !parameter.trainable())
      continue;
    for (std::size_t i = 0; i < parameter.shape.element_count(); ++i)
      network.mutable_parameters()[parameter.offset + i] += random.uniform(-0.4F, 0.4F);
  }
  return network;
}

void negate_first_scale(Network& network, const std::string& layer) {
  for (const Parameter& parameter : network.parameter_list()) {
    if (parameter.name == layer + "/gamma")
      network.mutable_parameters()[parameter.offset] *= -1;
  }
}

/// Requires that the networks give the same logits but for roundings. Every value is a chain of
/// sums of at most `terms` products, whose roundings, being independent, grow like sqrt(terms)
/// units; the deviation of two such networks is taken as at most eight standard deviations,
/// relative to the largest logit.
void require_same_results(Network& network, Network& folded, double terms) {
  const Buffer images = random_images(network.spec());
  const std::span<const float> logits = network.forward(images.data(), kImages, Pass{});
  const std::vector<float> expected(logits.begin(), logits.end());
  const std::span<const float> actual = folded.forward(images.data(), kImages, Pass{});
  float largest = 0;
  for (const float logit : expected)
    largest = std::max(largest, std::abs(logit));
  const double tolerance = 8 * 0x1p-24 * std::sqrt(terms) * largest;
  REQUIRE(actual.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(i);
    CHECK(std::abs(double{actual[i]} - expected[i]) <= tolerance);
  }
  // A probability changes by at most half of what its logits change by.
  const std::vector<float> probabilities = network.predict(images.data(), kImages);
  const std::vector<float> folded_probabilities = folded.predict(images.data(), kImages);
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    CHECK(std::abs(double{probabilities[i]} - folded_probabilities[i]) <= tolerance + 8 * 0x1p-24);
  }
}

}  // namespace

TEST_CASE("The presets fold into networks without batch normalisation that answer the same") {
  const std::string name = GENERATE("classic-norm", "two-block-norm", "three-block");
  INFO(name);
  ThreadPool pool(1);
  Network network = trained_network(preset(name), pool);
  const auto folded = make_folded_network(network, pool);
  REQUIRE(folded);
  CHECK(normalizations(network.spec()) > 0);
  CHECK(normalizations(folded->spec()) == 0);
  require_same_results(network, *folded, 6'776);
}

TEST_CASE("Batch normalisation folds into convolutions and dense layers, with and without a bias") {
  ThreadPool pool(1);
  Network network = trained_network(network_from_json(R"({"input": [9, 8, 2], "layers": [
      {"type": "conv2d", "filters": 5, "kernel_size": [3, 2]},
      {"type": "batch_normalization", "epsilon": 0.5},
      {"type": "conv2d", "filters": 4, "kernel_size": 2, "padding": "same", "use_bias": false},
      {"type": "max_pooling2d", "pool_size": 3, "strides": 2, "padding": "same"},
      {"type": "batch_normalization", "activation": "relu"},
      {"type": "flatten"}, {"type": "dense", "units": 7},
      {"type": "batch_normalization", "activation": "relu"},
      {"type": "dense", "units": 3, "activation": "softmax", "use_bias": false}]})"),
                                    pool);
  negate_first_scale(network, "batch_normalization");  // No pooling before it.
  negate_first_scale(network, "batch_normalization_2");
  const auto folded = make_folded_network(network, pool);
  REQUIRE(folded);
  CHECK(folded->spec() == network_from_json(R"({"input": [9, 8, 2], "layers": [
      {"type": "conv2d", "filters": 5, "kernel_size": [3, 2]},
      {"type": "conv2d", "filters": 4, "kernel_size": 2, "padding": "same", "activation": "relu"},
      {"type": "max_pooling2d", "pool_size": 3, "strides": 2, "padding": "same"},
      {"type": "flatten"}, {"type": "dense", "units": 7, "activation": "relu"},
      {"type": "dense", "units": 3, "activation": "softmax", "use_bias": false}]})"));
  require_same_results(network, *folded, 80);
}

TEST_CASE(
    "Batch normalisation stays behind a pooling where a scale is negative, and where no linear "
    "layer is before it") {
  ThreadPool pool(1);
  const NetworkSpec spec = network_from_json(R"({"input": [9, 8, 2], "layers": [
      {"type": "batch_normalization"},
      {"type": "conv2d", "filters": 5, "kernel_size": 3, "activation": "relu"},
      {"type": "batch_normalization"},
      {"type": "conv2d", "filters": 4, "kernel_size": 2}, {"type": "average_pooling2d"},
      {"type": "batch_normalization"},
      {"type": "conv2d", "filters": 4, "kernel_size": 2, "padding": "same"},
      {"type": "max_pooling2d"}, {"type": "batch_normalization"},
      {"type": "flatten"}, {"type": "dense", "units": 3, "activation": "softmax"}]})");
  Network network = trained_network(spec, pool);
  CHECK(normalizations(fold_batch_normalization(spec, network.parameters()).spec) == 3);

  negate_first_scale(network, "batch_normalization_3");
  const FoldedNetwork folded = fold_batch_normalization(spec, network.parameters());
  CHECK(folded.spec == spec);
  CHECK(std::ranges::equal(folded.parameters, network.parameters()));
  CHECK(make_folded_network(network, pool) == nullptr);
}

TEST_CASE("Parameters of another network are not folded") {
  const std::vector<float> parameters(7);
  CHECK_THROWS_MATCHES(fold_batch_normalization(preset("classic"), parameters),
                       std::invalid_argument,
                       Message("folding: 7 values for a network of 394530 parameters"));
}

}  // namespace atelier::nn
