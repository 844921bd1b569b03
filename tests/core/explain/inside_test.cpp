#include "atelier/explain/inside.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <stdexcept>
#include <vector>

namespace atelier::explain {

namespace {

using Bytes = std::vector<std::uint8_t>;
using Catch::Matchers::Message;

/// Two filters of 1 x 2 on one channel: the left pixel, and the right one less the left one.
nn::Network two_filters(ThreadPool& pool) {
  nn::Network network(nn::network_from_json(R"({"input": [1, 3, 1], "layers": [
                          {"type": "conv2d", "filters": 2, "kernel_size": [1, 2],
                           "activation": "relu"},
                          {"type": "dropout", "rate": 0.5}, {"type": "flatten"},
                          {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                      pool);
  const std::span<float> kernel = network.mutable_parameters();  // [1, 2, 1, 2]
  kernel[0] = 1;
  kernel[1] = -1;
  kernel[3] = 1;
  return network;
}

}  // namespace

TEST_CASE("Each channel of a layer's output is a picture of its own, all on one scale") {
  ThreadPool pool(1);
  nn::Network network = two_filters(pool);
  const std::vector<LayerOutput> outputs =
      layer_outputs(network, std::vector<float>{1, 0.5F, 0.75F});
  REQUIRE(outputs.size() == 2);  // Dropout and flatten hand on what they are given.
  CHECK(outputs[0].name == "conv2d");
  CHECK(outputs[0].type == "conv2d");
  CHECK(outputs[0].output.shape == Shape{2, 1, 2});
  CHECK(outputs[0].output.limit == 1);
  CHECK(outputs[0].output.zero == 0);
  CHECK(outputs[0].output.values == Bytes{255, 128, 0, 64});
  CHECK(outputs[1].name == "dense");
  CHECK(outputs[1].output.shape == Shape{2});
}

TEST_CASE("A picture of another size than the network's is refused") {
  ThreadPool pool(1);
  nn::Network network = two_filters(pool);
  CHECK_THROWS_MATCHES(layer_outputs(network, std::vector<float>(4)), std::invalid_argument,
                       Message("layer_outputs: the network takes images of 3 values, not 4"));
}

TEST_CASE("Filters are shown by filter and input channel, with zero in the middle") {
  ThreadPool pool(1);
  const nn::Network network = two_filters(pool);
  const std::vector<LayerFilters> filters = convolution_filters(network);
  REQUIRE(filters.size() == 1);
  CHECK(filters[0].name == "conv2d");
  CHECK(filters[0].kernel.shape == Shape{2, 1, 1, 2});
  CHECK(filters[0].kernel.zero == 128);
  CHECK(filters[0].kernel.values == Bytes{255, 128, 1, 255});
}

TEST_CASE("A kernel's axes are told apart: filters, input channels, rows, columns") {
  ThreadPool pool(1);
  nn::Network network(nn::network_from_json(R"({"input": [4, 4, 3], "layers": [
                          {"type": "max_pooling2d", "pool_size": 1}, {"type": "flatten"},
                          {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                      pool);
  CHECK(convolution_filters(network).empty());

  nn::Network deep(nn::network_from_json(R"({"input": [4, 5, 3], "layers": [
                       {"type": "conv2d", "filters": 4, "kernel_size": 1},
                       {"type": "conv2d", "filters": 2, "kernel_size": [3, 2]},
                       {"type": "flatten"},
                       {"type": "dense", "units": 2, "activation": "softmax"}]})"),
                   pool);
  const nn::Parameter& second = deep.parameter_list()[2];
  REQUIRE(second.shape == Shape{3, 2, 4, 2});
  // One weight: row 2, column 1, input channel 3, filter 1.
  deep.mutable_parameters()[second.offset + ((2 * 2 + 1) * 4 + 3) * 2 + 1] = 1;
  const std::vector<LayerFilters> filters = convolution_filters(deep);
  REQUIRE(filters.size() == 2);
  CHECK(filters[1].name == "conv2d_1");
  REQUIRE(filters[1].kernel.shape == Shape{2, 4, 3, 2});
  for (std::size_t index = 0; index < filters[1].kernel.values.size(); ++index)
    CHECK(filters[1].kernel.values[index] == (index == ((1 * 4 + 3) * 3 + 2) * 2 + 1 ? 255 : 0));
}

}  // namespace atelier::explain
