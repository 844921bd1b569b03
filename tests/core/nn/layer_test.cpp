#include "atelier/nn/layer.h"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "atelier/nn/network_spec.h"

namespace atelier::nn {

TEST_CASE("Each layer that is built has the output shape of its description") {
  ThreadPool pool(1);
  const NetworkSpec spec = network_from_json(R"({"input": [17, 15, 3], "layers": [
      {"type": "conv2d", "filters": 5, "kernel_size": [3, 2], "strides": 2, "padding": "same"},
      {"type": "max_pooling2d", "pool_size": 2, "strides": 1},
      {"type": "conv2d", "filters": 4, "kernel_size": 3, "activation": "relu"},
      {"type": "average_pooling2d", "pool_size": 2, "padding": "same"}, {"type": "relu"},
      {"type": "batch_normalization"},
      {"type": "dropout", "rate": 0.5}, {"type": "global_average_pooling2d"}, {"type": "flatten"},
      {"type": "dense", "units": 6},
      {"type": "batch_normalization"}, {"type": "dense", "units": 2, "activation": "softmax"}]})");
  const std::vector<LayerSummary> summary = summarize(spec);
  Shape input = spec.input;
  for (std::size_t index = 0; index < summary.size(); ++index) {
    INFO(summary[index].name);
    const auto layer =
        make_layer(spec.layers[index], input, static_cast<std::uint32_t>(index), pool);
    CHECK(layer->output_shape() == summary[index].output);
    input = summary[index].output;
  }
}

TEST_CASE("Flatten always hands its input on; dropout does outside training") {
  ThreadPool pool(1);
  const Pass training = {.training = true};
  const auto flatten = make_layer(FlattenSpec{}, {2, 2, 1}, 0, pool);
  CHECK(flatten->is_identity(training));
  CHECK(flatten->is_identity(Pass{}));
  const auto dropout = make_layer(DropoutSpec{0.5F}, {4}, 0, pool);
  CHECK_FALSE(dropout->is_identity(training));
  CHECK(dropout->is_identity(Pass{}));
  const auto no_dropout = make_layer(DropoutSpec{0}, {4}, 0, pool);
  CHECK(no_dropout->is_identity(training));
  const auto relu = make_layer(ReluSpec{}, {4}, 0, pool);
  CHECK_FALSE(relu->is_identity(Pass{}));
}

TEST_CASE("An identity that is run all the same hands on values and gradients") {
  ThreadPool pool(1);
  const auto flatten = make_layer(FlattenSpec{}, {1, 2, 1}, 0, pool);
  const std::vector<float> input = {1, 2, 3, 4};
  std::vector<float> output(4);
  flatten->forward(input.data(), 2, output.data(), Pass{});
  CHECK(output == input);
  std::vector<float> gradient = {5, 6, 7, 8};
  std::vector<float> input_gradient(4);
  flatten->backward(input.data(), output.data(), 2, gradient.data(), {}, input_gradient.data(),
                    false, Pass{});
  CHECK(input_gradient == gradient);
}

}  // namespace atelier::nn
