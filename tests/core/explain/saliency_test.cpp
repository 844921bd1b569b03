#include "atelier/explain/saliency.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "atelier/base/random.h"

#include "train/synthetic_data.h"

namespace atelier::explain {

namespace {

using Catch::Matchers::Message;
using Catch::Matchers::WithinAbs;

std::vector<float> random_image(const nn::Network& network) {
  std::vector<float> image(network.spec().input.element_count());
  RandomStream random(3, RandomPurpose::kAugmentation, 0, 0);
  std::ranges::generate(image, [&] { return random.uniform(); });
  return image;
}

/// Logit 0 rises with pixel 0 and falls with pixel 2; logit 1 rises with pixel 1.
nn::Network linear_network(ThreadPool& pool) {
  nn::Network network(nn::network_from_json(R"({"input": [1, 3, 1], "layers": [
                          {"type": "flatten"},
                          {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                      pool);
  const std::span<float> kernel = network.mutable_parameters();  // [in, units]
  kernel[0] = 2;
  kernel[3] = 1;
  kernel[4] = -3;
  return network;
}

}  // namespace

TEST_CASE("What speaks for a class is above zero, what speaks against it below") {
  ThreadPool pool(1);
  nn::Network network = linear_network(pool);
  // The gradient of a linear function is the same everywhere: noise changes nothing.
  CHECK(smooth_grad(network, std::vector<float>{0, 0.5F, 1}, 0) == std::vector<float>{2, 0, -3});
  CHECK(smooth_grad(network, std::vector<float>{1, 1, 1}, 1) == std::vector<float>{0, 1, 0});
}

TEST_CASE("Without noise it is the gradient of the class' logit") {
  ThreadPool pool(1);
  nn::Network network(test::bars_network(), pool);
  network.initialize(5);
  std::vector<float> image = random_image(network);
  const std::vector<float> gradient = smooth_grad(network, image, 2, {.copies = 3, .noise = 0});

  const auto logit = [&] {
    Buffer input(image.size());
    std::ranges::copy(image, input.data());
    return double{network.forward(input.data(), 1, nn::Pass{})[2]};
  };
  double squared_error = 0;
  double squared_size = 0;
  for (std::size_t pixel = 0; pixel < image.size(); ++pixel) {
    constexpr float kStep = 0x1p-10F;
    const float value = image[pixel];
    image[pixel] = value + kStep;
    const double above = logit();
    image[pixel] = value - kStep;
    const double below = logit();
    image[pixel] = value;
    const double numeric = (above - below) / (2 * static_cast<double>(kStep));
    squared_error += (numeric - gradient[pixel]) * (numeric - gradient[pixel]);
    squared_size += numeric * numeric;
  }
  CHECK(squared_size > 1e-3);
  CHECK(std::sqrt(squared_error) < 0.02 * std::sqrt(squared_size));
}

TEST_CASE("The noise has the deviation asked for, and is the same at each call") {
  // The logit is relu(pixel - 0.5), whose mean gradient over noise is the share of the noise that
  // brings the pixel above 0.5: from 0.25, what a normal distribution has above one deviation.
  ThreadPool pool(1);
  nn::Network network(nn::network_from_json(R"({"input": [1, 1, 1], "layers": [
                          {"type": "flatten"}, {"type": "dense", "units": 1, "activation": "relu"},
                          {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                      pool);
  network.mutable_parameters()[0] = 1;      // The hidden unit's weight.
  network.mutable_parameters()[1] = -0.5F;  // And bias: above 0 if the pixel is above 0.5.
  network.mutable_parameters()[2] = 1;
  const std::vector<float> image = {0.25F};
  const std::vector<float> mean =
      smooth_grad(network, image, 0, {.copies = 20'000, .noise = 0.25F});
  CHECK_THAT(mean[0], WithinAbs(0.1587, 0.01));
  CHECK(smooth_grad(network, image, 0, {.copies = 20'000, .noise = 0.25F}) == mean);
}

TEST_CASE("Looking at a network changes nothing about its training") {
  ThreadPool pool(1);
  nn::Network network(test::bars_network(), pool);
  network.initialize(5);
  network.zero_gradients();
  const std::vector<float> before(network.parameters().begin(), network.parameters().end());
  smooth_grad(network, random_image(network), 0);
  CHECK(std::ranges::equal(network.parameters(), before));
  CHECK(std::ranges::all_of(network.gradients(), [](float value) { return value == 0; }));
}

TEST_CASE("Saliency gives the same bits with any number of threads") {
  std::vector<std::vector<float>> results;
  for (const std::size_t threads : {1U, 2U, 3U}) {
    ThreadPool pool = ThreadPool::of_exactly(threads);
    nn::Network network(test::bars_network(), pool);
    network.initialize(5);
    results.push_back(smooth_grad(network, random_image(network), 1));
  }
  CHECK(results[1] == results[0]);
  CHECK(results[2] == results[0]);
}

TEST_CASE("Saliency refuses what does not fit the network") {
  ThreadPool pool(1);
  nn::Network network = linear_network(pool);
  const std::vector<float> image(3);
  CHECK_THROWS_MATCHES(smooth_grad(network, std::vector<float>(4), 0), std::invalid_argument,
                       Message("smooth_grad: the network takes images of 3 values, not 4"));
  CHECK_THROWS_MATCHES(smooth_grad(network, image, 2), std::invalid_argument,
                       Message("smooth_grad: class 2 is asked for, the network tells 2"));
  CHECK_THROWS_MATCHES(smooth_grad(network, image, 0, {.copies = 0}), std::invalid_argument,
                       Message("smooth_grad: copies must be at least 1"));
}

}  // namespace atelier::explain
