#include "atelier/nn/network.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "atelier/base/random.h"
#include "atelier/nn/presets.h"

namespace atelier::nn {

namespace {

using Catch::Matchers::Message;
using Catch::Matchers::WithinAbs;

std::vector<float> copy(std::span<const float> values) {
  return {values.begin(), values.end()};
}

Buffer random_images(const Network& network, std::size_t count) {
  Buffer images(count * network.spec().input.element_count());
  RandomStream random(1, RandomPurpose::kAugmentation, 0, 0);
  for (float& value : images.span())
    value = random.uniform();
  return images;
}

NetworkSpec small_network_with_dropout() {
  return network_from_json(R"({"input": [6, 5, 2], "layers": [
      {"type": "conv2d", "filters": 3, "kernel_size": 3, "activation": "relu"},
      {"type": "dropout", "rate": 0.5}, {"type": "flatten"},
      {"type": "dense", "units": 4, "activation": "softmax"}]})");
}

NetworkSpec small_normalized_network() {
  return network_from_json(R"({"input": [6, 5, 2], "layers": [
      {"type": "conv2d", "filters": 3, "kernel_size": 3, "use_bias": false},
      {"type": "batch_normalization", "activation": "relu"}, {"type": "flatten"},
      {"type": "dense", "units": 4, "activation": "softmax"}]})");
}

}  // namespace

TEST_CASE("Parameters lie one after the other in the order of the layers, under Keras' names") {
  ThreadPool pool(1);
  const Network network(preset("classic"), pool);
  const auto list = network.parameter_list();
  REQUIRE(list.size() == 8);
  CHECK(list[0].name == "conv2d/kernel");
  CHECK(list[0].shape == Shape{3, 3, 1, 28});
  CHECK(list[1].name == "conv2d/bias");
  CHECK(list[1].shape == Shape{28});
  CHECK(list[2].name == "conv2d_1/kernel");
  CHECK(list[2].shape == Shape{3, 3, 28, 56});
  CHECK(list[4].name == "dense/kernel");
  CHECK(list[4].shape == Shape{6776, 56});
  CHECK(list[7].name == "dense_1/bias");
  CHECK(list[7].shape == Shape{10});

  std::size_t offset = 0;
  for (const Parameter& parameter : list) {
    CHECK(parameter.offset == offset);
    offset += parameter.shape.element_count();
  }
  CHECK(network.parameters().size() == offset);
  CHECK(network.gradients().size() == offset);
  CHECK(network.class_count() == 10);
}

TEST_CASE("Initial kernels are Glorot uniform and initial biases zero") {
  ThreadPool pool(1);
  Network network(preset("classic"), pool);
  network.initialize(7);
  // Fan in and fan out by hand, from Glorot and Bengio's definition.
  const std::vector<std::pair<std::string, double>> fans = {{"conv2d/kernel", 9 * 1 + 9 * 28},
                                                            {"conv2d_1/kernel", 9 * 28 + 9 * 56},
                                                            {"dense/kernel", 6776 + 56},
                                                            {"dense_1/kernel", 56 + 10}};
  for (const Parameter& parameter : network.parameter_list()) {
    INFO(parameter.name);
    const auto values =
        network.parameters().subspan(parameter.offset, parameter.shape.element_count());
    const auto found = std::find_if(fans.begin(), fans.end(),
                                    [&](const auto& pair) { return pair.first == parameter.name; });
    if (found == fans.end()) {
      CHECK(std::all_of(values.begin(), values.end(), [](float value) { return value == 0; }));
      continue;
    }
    const double limit = std::sqrt(6 / found->second);
    double sum = 0;
    double largest = 0;
    for (const float value : values) {
      sum += value;
      largest = std::max(largest, std::abs(static_cast<double>(value)));
    }
    const auto count = static_cast<double>(values.size());
    CHECK(largest <= limit * (1 + 1e-6));  // The limit is computed in float.
    // The largest of n uniform values misses the limit by a factor of 1 - 1/n; ten times as far has
    // a probability of e^-10.
    CHECK(largest > limit * (1 - 10 / count));
    // The mean of n has a standard deviation of limit / sqrt(3 n).
    CHECK(std::abs(sum / count) < 4 * limit / std::sqrt(3 * count));
  }
}

TEST_CASE("The seed alone decides the initial weights") {
  ThreadPool pool(1);
  Network first(preset("two-block"), pool);
  Network second(preset("two-block"), pool);
  first.initialize(7);
  second.initialize(8);
  CHECK(copy(first.parameters()) != copy(second.parameters()));
  second.initialize(7);
  CHECK(copy(first.parameters()) == copy(second.parameters()));
}

TEST_CASE("Predictions are probabilities: the softmax of the logits") {
  ThreadPool pool(1);
  Network network(small_network_with_dropout(), pool);
  network.initialize(3);
  const Buffer images = random_images(network, 5);
  const std::vector<float> logits = copy(network.forward(images.data(), 5, Pass{}));
  const std::vector<float> probabilities = network.predict(images.data(), 5);
  REQUIRE(probabilities.size() == 5 * 4);
  for (std::size_t row = 0; row < 5; ++row) {
    double sum = 0;
    for (std::size_t column = 0; column < 4; ++column)
      sum += std::exp(logits[row * 4 + column]);
    for (std::size_t column = 0; column < 4; ++column) {
      CHECK_THAT(probabilities[row * 4 + column],
                 WithinAbs(std::exp(logits[row * 4 + column]) / sum, 1e-6));
    }
  }
}

TEST_CASE("Dropout acts in training only, and differently at each step") {
  ThreadPool pool(1);
  Network network(small_network_with_dropout(), pool);
  network.initialize(3);
  const Buffer images = random_images(network, 4);
  const auto logits = [&](const Pass& pass) {
    return copy(network.forward(images.data(), 4, pass));
  };
  const Pass step0 = {.training = true, .seed = 1, .step = 0};
  const Pass step1 = {.training = true, .seed = 1, .step = 1};
  const Pass other_seed = {.training = true, .seed = 2, .step = 0};
  CHECK(logits(Pass{}) == logits(Pass{.step = 1}));
  CHECK(logits(step0) == logits(step0));
  CHECK(logits(step0) != logits(Pass{}));
  CHECK(logits(step0) != logits(step1));
  CHECK(logits(step0) != logits(other_seed));
}

TEST_CASE("Batch normalisation starts as a transform that changes next to nothing") {
  ThreadPool pool(1);
  Network network(small_normalized_network(), pool);
  network.initialize(3);
  const std::vector<float> normalization = copy(network.parameters().subspan(2 * 3 * 3 * 3, 4 * 3));
  CHECK(normalization == std::vector<float>{1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1});
  std::vector<std::string> names;
  for (const Parameter& parameter : network.parameter_list().subspan(1, 4)) {
    names.push_back(parameter.name);
    CHECK(parameter.fan_in == 0);
  }
  CHECK(names == std::vector<std::string>{"batch_normalization/gamma", "batch_normalization/beta",
                                          "batch_normalization/moving_mean",
                                          "batch_normalization/moving_variance"});
}

TEST_CASE("A forward in training moves the statistics towards the batch's, and nothing else") {
  ThreadPool pool(1);
  Network network(network_from_json(R"({"input": [1, 1, 2], "layers": [
      {"type": "batch_normalization", "momentum": 0.75}, {"type": "flatten"},
      {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                  pool);
  network.initialize(3);
  const std::vector<float> initial = copy(network.parameters());
  Buffer images(2 * 2);
  const std::vector<float> values = {1, 10, 3, 50};  // Means 2 and 30, variances 1 and 400.
  std::copy(values.begin(), values.end(), images.data());

  network.forward(images.data(), 2, Pass{});
  CHECK(copy(network.parameters()) == initial);
  const std::vector<float> before = copy(network.forward(images.data(), 2, Pass{}));

  network.forward(images.data(), 2, Pass{.training = true});
  std::vector<float> expected = initial;
  expected[4] = 0.5F;
  expected[5] = 7.5F;
  expected[6] = 1;
  expected[7] = 0.75F + 100;
  CHECK(copy(network.parameters()) == expected);

  // The next inference goes by them, and backward has nothing to say about them.
  CHECK(copy(network.forward(images.data(), 2, Pass{})) != before);
  network.forward(images.data(), 2, Pass{.training = true});
  network.backward(std::vector<float>{1, -1, 2, 0.5F});
  CHECK(copy(network.gradients().subspan(4, 4)) == std::vector<float>{0, 0, 0, 0});
  CHECK(network.gradients()[0] != 0);
}

TEST_CASE("With batch normalisation, an image's prediction does not depend on its batch") {
  ThreadPool pool(1);
  Network network(small_normalized_network(), pool);
  network.initialize(3);
  const Buffer images = random_images(network, 4);
  network.forward(images.data(), 4, Pass{.training = true});
  const std::vector<float> all = network.predict(images.data(), 4);
  const std::vector<float> first = network.predict(images.data(), 1);
  for (std::size_t i = 0; i < first.size(); ++i)
    CHECK_THAT(first[i], WithinAbs(all[i], 1e-6));
}

TEST_CASE("A smaller batch after a larger one gives what it gave before") {
  ThreadPool pool(1);
  Network network(small_network_with_dropout(), pool);
  network.initialize(3);
  const Buffer images = random_images(network, 9);
  const std::vector<float> before = network.predict(images.data(), 2);
  network.predict(images.data(), 9);
  CHECK(network.predict(images.data(), 2) == before);
}

TEST_CASE("Changed parameters act on the next forward") {
  ThreadPool pool(1);
  Network network(network_from_json(R"({"input": [1, 1, 2], "layers": [{"type": "flatten"},
                                        {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                  pool);
  const Buffer images(2);
  CHECK(copy(network.forward(images.data(), 1, Pass{})) == std::vector<float>{0, 0});
  const std::span<float> parameters = network.mutable_parameters();
  parameters[4] = 3;  // The bias follows the 2 x 2 kernel.
  parameters[5] = -1;
  CHECK(copy(network.forward(images.data(), 1, Pass{})) == std::vector<float>{3, -1});
}

TEST_CASE("Gradients add up until they are set to zero") {
  ThreadPool pool(1);
  Network network(small_network_with_dropout(), pool);
  network.initialize(3);
  const Buffer images = random_images(network, 4);
  const std::vector<float> logits_gradient(4 * 4, 0.25F);
  const auto backward = [&] {
    network.forward(images.data(), 4, Pass{});
    network.backward(logits_gradient);
    return copy(network.gradients());
  };
  const std::vector<float> once = backward();
  const std::vector<float> twice = backward();
  for (std::size_t i = 0; i < once.size(); ++i)
    CHECK_THAT(twice[i], WithinAbs(2 * once[i], 1e-4));
  network.zero_gradients();
  CHECK(backward() == once);
}

TEST_CASE("A gradient of another batch's size is refused") {
  ThreadPool pool(1);
  Network network(small_network_with_dropout(), pool);
  const Buffer images = random_images(network, 3);
  network.forward(images.data(), 3, Pass{});
  const std::vector<float> gradient(2 * 4);
  CHECK_THROWS_MATCHES(network.backward(gradient), std::invalid_argument,
                       Message("backward: expects a gradient of 3 x 4 logits, not of 8 values"));
}

TEST_CASE("A network whose shapes do not fit is not built") {
  ThreadPool pool(1);
  NetworkSpec spec = preset("classic");
  spec.input = {3, 3, 1};
  CHECK_THROWS_MATCHES(Network(spec, pool), std::invalid_argument,
                       Message("layer 2 (max_pooling2d): kernel 2x2 does not fit input 1x1"));
}

TEST_CASE("A network can be moved between two passes") {
  ThreadPool pool(1);
  Network network(small_network_with_dropout(), pool);
  network.initialize(3);
  const Buffer images = random_images(network, 2);
  const std::vector<float> before = network.predict(images.data(), 2);
  Network moved = std::move(network);
  CHECK(moved.predict(images.data(), 2) == before);
}

// Where addresses have 64 bits, such a batch may well find its memory.
#if SIZE_MAX == UINT32_MAX
TEST_CASE("A batch whose values have no room in the address space is refused") {
  ThreadPool pool(1);
  // 4096 x 28 x 28 x 1024 floats: their bytes, counted in 32 bits, would be 268 million.
  Network network(network_from_json(R"({"input": [28, 28, 1], "layers": [
      {"type": "conv2d", "filters": 1024, "kernel_size": 3, "padding": "same"},
      {"type": "global_average_pooling2d"},
      {"type": "dense", "units": 10, "activation": "softmax"}]})"),
                  pool);
  const Buffer images = random_images(network, 4096);
  CHECK_THROWS_AS(network.forward(images.data(), 4096, Pass{}), std::bad_alloc);
  CHECK(network.predict(images.data(), 1).size() == 10);
}
#endif

}  // namespace atelier::nn
