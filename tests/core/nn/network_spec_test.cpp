#include "atelier/nn/network_spec.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

#include "atelier/nn/presets.h"

namespace atelier::nn {

namespace {

using Catch::Matchers::Message;

/// A network for images 28x28 with `layer` in front of what every network ends with.
std::string with_layer(const std::string& layer) {
  return R"({"input": [28, 28, 1], "layers": [)" + layer +
         R"(, {"type": "flatten"}, {"type": "dense", "units": 10, "activation": "softmax"}]})";
}

struct Wrong {
  std::string json;
  std::string message;
};

}  // namespace

TEST_CASE("Every option of every layer survives a round trip through JSON") {
  const NetworkSpec spec = {
      .name = "everything \"quoted\"",
      .input = {17, 19, 3},
      .layers = {
          Conv2dSpec{.filters = 5,
                     .window = {.height = 3,
                                .width = 2,
                                .stride_height = 1,
                                .stride_width = 2,
                                .padding = ops::Padding::kSame},
                     .activation = Activation::kRelu,
                     .use_bias = false},
          MaxPooling2dSpec{
              .window = {.height = 3, .width = 2, .stride_height = 2, .stride_width = 1}},
          AveragePooling2dSpec{.window = {.height = 2,
                                          .width = 2,
                                          .stride_height = 1,
                                          .stride_width = 1,
                                          .padding = ops::Padding::kSame}},
          ReluSpec{},
          DropoutSpec{.rate = 0.3F},
          BatchNormalizationSpec{
              .momentum = 0.99F, .epsilon = 0.001F, .activation = Activation::kRelu},
          GlobalAveragePooling2dSpec{},
          FlattenSpec{},
          DenseSpec{.units = 7, .activation = Activation::kLinear},
          DenseSpec{.units = 6, .activation = Activation::kRelu, .use_bias = false},
          DenseSpec{.units = 4, .activation = Activation::kSoftmax},
      }};
  CHECK(network_from_json(network_to_json(spec)) == spec);
}

TEST_CASE("JSON is written compactly, in a fixed order, with every option") {
  const NetworkSpec spec = network_from_json(with_layer(
      R"({"type": "conv2d", "filters": 4, "kernel_size": 3}, {"type": "max_pooling2d"},
         {"type": "dropout", "rate": 0.3}, {"type": "batch_normalization"})"));
  CHECK(network_to_json(spec) ==
        R"({"name":"custom","input":[28,28,1],"layers":[)"
        R"({"type":"conv2d","filters":4,"kernel_size":[3,3],"strides":[1,1],"padding":"valid",)"
        R"("activation":"linear","use_bias":true},)"
        R"({"type":"max_pooling2d","pool_size":[2,2],"strides":[2,2],"padding":"valid"},)"
        R"({"type":"dropout","rate":0.3},)"
        R"({"type":"batch_normalization","momentum":0.9,"epsilon":1e-05,"activation":"linear"},)"
        R"({"type":"flatten"},)"
        R"({"type":"dense","units":10,"activation":"softmax","use_bias":true}]})");
}

TEST_CASE("Options left out have Keras' defaults") {
  const NetworkSpec spec = network_from_json(with_layer(
      R"({"type": "conv2d", "filters": 4, "kernel_size": 3},
         {"type": "max_pooling2d", "pool_size": 3}, {"type": "average_pooling2d"})"));
  CHECK(spec.name == "custom");
  const auto& convolution = std::get<Conv2dSpec>(spec.layers[0]);
  CHECK(convolution.window == ops::WindowOptions{.height = 3, .width = 3});
  CHECK(convolution.activation == Activation::kLinear);
  CHECK(convolution.use_bias);
  CHECK(std::get<MaxPooling2dSpec>(spec.layers[1]).window ==
        ops::WindowOptions{.height = 3, .width = 3, .stride_height = 3, .stride_width = 3});
  CHECK(std::get<AveragePooling2dSpec>(spec.layers[2]).window ==
        ops::WindowOptions{.height = 2, .width = 2, .stride_height = 2, .stride_width = 2});
}

TEST_CASE("Sizes may be given as one number or as [height, width]") {
  const NetworkSpec spec = network_from_json(with_layer(
      R"({"type": "conv2d", "filters": 4, "kernel_size": [5, 3], "strides": [2, 1]},
         {"type": "max_pooling2d", "pool_size": [2, 3], "strides": 1, "padding": "same"})"));
  CHECK(std::get<Conv2dSpec>(spec.layers[0]).window ==
        ops::WindowOptions{.height = 5, .width = 3, .stride_height = 2, .stride_width = 1});
  CHECK(std::get<MaxPooling2dSpec>(spec.layers[1]).window ==
        ops::WindowOptions{.height = 2,
                           .width = 3,
                           .stride_height = 1,
                           .stride_width = 1,
                           .padding = ops::Padding::kSame});
}

TEST_CASE("Wrong JSON is refused with the place, the key, and what is expected") {
  const std::string size_or_sizes =
      "a whole number from 1 to 4096, or [height, width] of such, not ";
  const auto wrong = GENERATE_COPY(
      // The network
      Wrong{"[]", "network: must be an object, not []"},
      Wrong{R"({"input": [28, 28, 1], "layer": []})",
            "network: unknown key \"layer\"; known are \"name\", \"input\", \"layers\""},
      Wrong{R"({"layers": []})", "network: key \"input\" is missing"},
      Wrong{R"({"input": [28, 28, 1]})", "network: key \"layers\" is missing"},
      Wrong{R"({"name": 3, "input": [28, 28, 1], "layers": []})",
            "network: \"name\" must be text, not 3"},
      Wrong{R"({"input": [28, 28], "layers": []})",
            "network: \"input\" must be [height, width, channels], each a whole number from 1 to "
            "4096, not [28,28]"},
      Wrong{R"({"input": [28, 28, 4097], "layers": []})",
            "network: \"input\" must be [height, width, channels], each a whole number from 1 to "
            "4096, not [28,28,4097]"},
      Wrong{R"({"input": [28, 28, 1], "layers": {}})",
            "network: \"layers\" must be a list of at most 100 layers, not {}"},
      Wrong{R"({"input": [28, 28, 1], "layers": []})", "network: has no layers"},
      Wrong{R"({"input": [28, 28, 1], "layers": [{"type": "flatten"}]})",
            "network: the last layer must be dense with activation softmax, one unit a class"},
      Wrong{R"({"input": [4096, 4096, 4096], "layers": [{"type": "flatten"},
                {"type": "dense", "units": 10, "activation": "softmax"}]})",
            "network: input [4096, 4096, 4096] has more than 16000000 values"},
      // A layer's type
      Wrong{with_layer("7"), "layer 1: must be an object, not 7"},
      Wrong{
          with_layer(R"({"units": 7})"),
          "layer 1: key \"type\" is missing; known types are \"conv2d\", \"max_pooling2d\", "
          "\"average_pooling2d\", \"global_average_pooling2d\", \"flatten\", \"dense\", \"relu\", "
          "\"dropout\", \"batch_normalization\""},
      Wrong{
          with_layer(R"({"type": "conv3d"})"),
          "layer 1: unknown type \"conv3d\"; known are \"conv2d\", \"max_pooling2d\", "
          "\"average_pooling2d\", \"global_average_pooling2d\", \"flatten\", \"dense\", \"relu\", "
          "\"dropout\", \"batch_normalization\""},
      Wrong{
          with_layer(R"({"type": 1})"),
          "layer 1: unknown type 1; known are \"conv2d\", \"max_pooling2d\", "
          "\"average_pooling2d\", \"global_average_pooling2d\", \"flatten\", \"dense\", \"relu\", "
          "\"dropout\", \"batch_normalization\""},
      // Unknown keys
      Wrong{with_layer(R"({"type": "conv2d", "filters": 4, "kernel_size": 3, "dilation": 2})"),
            "layer 1 (conv2d): unknown key \"dilation\"; known are \"type\", \"filters\", "
            "\"kernel_size\", \"strides\", \"padding\", \"activation\", \"use_bias\""},
      Wrong{with_layer(R"({"type": "max_pooling2d", "size": 2})"),
            "layer 1 (max_pooling2d): unknown key \"size\"; known are \"type\", \"pool_size\", "
            "\"strides\", \"padding\""},
      Wrong{with_layer(R"({"type": "average_pooling2d", "size": 2})"),
            "layer 1 (average_pooling2d): unknown key \"size\"; known are \"type\", \"pool_size\", "
            "\"strides\", \"padding\""},
      Wrong{with_layer(R"({"type": "flatten", "size": 2})"),
            "layer 1 (flatten): unknown key \"size\"; known are \"type\""},
      Wrong{with_layer(R"({"type": "flatten"}, {"type": "dense", "unit": 2})"),
            "layer 2 (dense): unknown key \"unit\"; known are \"type\", \"units\", \"activation\", "
            "\"use_bias\""},
      Wrong{with_layer(R"({"type": "dropout", "rate": 0.5, "seed": 2})"),
            "layer 1 (dropout): unknown key \"seed\"; known are \"type\", \"rate\""},
      // Values
      Wrong{with_layer(R"({"type": "conv2d", "kernel_size": 3})"),
            "layer 1 (conv2d): key \"filters\" is missing"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 3})"),
            "layer 1 (conv2d): key \"kernel_size\" is missing"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 0, "kernel_size": 3})"),
            "layer 1 (conv2d): \"filters\" must be a whole number from 1 to 4096, not 0"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": -1, "kernel_size": 3})"),
            "layer 1 (conv2d): \"filters\" must be a whole number from 1 to 4096, not -1"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 1.5, "kernel_size": 3})"),
            "layer 1 (conv2d): \"filters\" must be a whole number from 1 to 4096, not 1.5"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": "4", "kernel_size": 3})"),
            "layer 1 (conv2d): \"filters\" must be a whole number from 1 to 4096, not \"4\""},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 4294967297, "kernel_size": 3})"),
            "layer 1 (conv2d): \"filters\" must be a whole number from 1 to 4096, not 4294967297"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 4, "kernel_size": [3, 3, 3]})"),
            "layer 1 (conv2d): \"kernel_size\" must be " + size_or_sizes + "[3,3,3]"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 4, "kernel_size": [3, 0]})"),
            "layer 1 (conv2d): \"kernel_size\" must be " + size_or_sizes + "[3,0]"},
      Wrong{with_layer(R"({"type": "max_pooling2d", "strides": 0})"),
            "layer 1 (max_pooling2d): \"strides\" must be " + size_or_sizes + "0"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 4, "kernel_size": 3, "padding": "full"})"),
            "layer 1 (conv2d): \"padding\" must be one of \"valid\", \"same\", not \"full\""},
      Wrong{with_layer(
                R"({"type": "conv2d", "filters": 4, "kernel_size": 3, "activation": "softmax"})"),
            "layer 1 (conv2d): \"activation\" must be one of \"linear\", \"relu\", not "
            "\"softmax\""},
      Wrong{with_layer(R"({"type": "flatten"}, {"type": "dense", "units": 4, "activation": 1})"),
            "layer 2 (dense): \"activation\" must be one of \"linear\", \"relu\", \"softmax\", not "
            "1"},
      Wrong{with_layer(R"({"type": "flatten"}, {"type": "dense", "units": 4, "use_bias": 0})"),
            "layer 2 (dense): \"use_bias\" must be true or false, not 0"},
      Wrong{with_layer(R"({"type": "dropout"})"), "layer 1 (dropout): key \"rate\" is missing"},
      Wrong{with_layer(R"({"type": "dropout", "rate": "0.5"})"),
            "layer 1 (dropout): \"rate\" must be a number, not \"0.5\""},
      Wrong{with_layer(R"({"type": "dropout", "rate": 1})"),
            "layer 1 (dropout): \"rate\" must be at least 0 and below 1, not 1"},
      Wrong{with_layer(R"({"type": "dropout", "rate": -0.1})"),
            "layer 1 (dropout): \"rate\" must be at least 0 and below 1, not -0.1"},
      Wrong{
          with_layer(R"({"type": "batch_normalization", "axis": -1})"),
          "layer 1 (batch_normalization): unknown key \"axis\"; known are \"type\", \"momentum\", "
          "\"epsilon\", \"activation\""},
      Wrong{with_layer(R"({"type": "batch_normalization", "momentum": 1})"),
            "layer 1 (batch_normalization): \"momentum\" must be at least 0 and below 1, not 1"},
      Wrong{with_layer(R"({"type": "batch_normalization", "epsilon": 0})"),
            "layer 1 (batch_normalization): \"epsilon\" must be above 0 and at most 1, not 0"},
      Wrong{
          with_layer(R"({"type": "batch_normalization", "activation": "softmax"})"),
          "layer 1 (batch_normalization): \"activation\" must be one of \"linear\", \"relu\", not "
          "\"softmax\""},
      Wrong{with_layer("\"" + std::string(100, 'a') + "\""),
            "layer 1: must be an object, not \"" + std::string(39, 'a') + "..."});
  CHECK_THROWS_MATCHES(network_from_json(wrong.json), std::invalid_argument,
                       Message(wrong.message));
}

TEST_CASE("Shapes that do not fit are refused with the layer and the shapes") {
  const auto wrong = GENERATE(
      Wrong{with_layer(R"({"type": "max_pooling2d", "pool_size": 8},
                          {"type": "conv2d", "filters": 4, "kernel_size": 5})"),
            "layer 2 (conv2d): kernel 5x5 does not fit input 3x3"},
      Wrong{with_layer(R"({"type": "conv2d", "filters": 4, "kernel_size": 25},
                          {"type": "conv2d", "filters": 4, "kernel_size": [4, 5]})"),
            "layer 2 (conv2d_1): kernel 4x5 does not fit input 4x4"},
      Wrong{with_layer(R"({"type": "max_pooling2d", "pool_size": 29})"),
            "layer 1 (max_pooling2d): kernel 29x29 does not fit input 28x28"},
      Wrong{with_layer(R"({"type": "dense", "units": 5})"),
            "layer 1 (dense): expects input [C], not [28, 28, 1]: put a flatten layer before it"},
      Wrong{with_layer(R"({"type": "flatten"}, {"type": "global_average_pooling2d"})"),
            "layer 2 (global_average_pooling2d): expects input [H, W, C], not [784]"},
      Wrong{with_layer(R"({"type": "flatten"},
                          {"type": "dense", "units": 5, "activation": "softmax"})"),
            "layer 2 (dense): activation softmax is for the network's last layer, a dense one"});
  CHECK_THROWS_MATCHES(network_from_json(wrong.json), std::invalid_argument,
                       Message(wrong.message));
}

TEST_CASE("A convolution after flatten is refused with the layer and the shape") {
  CHECK_THROWS_MATCHES(
      network_from_json(
          with_layer(R"({"type": "flatten"}, {"type": "conv2d", "filters": 4, "kernel_size": 3})")),
      std::invalid_argument,
      Catch::Matchers::MessageMatches(
          Catch::Matchers::StartsWith("layer 2 (conv2d): input [784]")));
}

TEST_CASE("A network cannot ask for all memory") {
  const auto wrong = GENERATE(
      Wrong{R"({"input": [512, 512, 3], "layers": [
                 {"type": "conv2d", "filters": 4096, "kernel_size": 3, "padding": "same"},
                 {"type": "global_average_pooling2d"},
                 {"type": "dense", "units": 10, "activation": "softmax"}]})",
            "layer 1 (conv2d): output [512, 512, 4096] has more than 16000000 values"},
      Wrong{R"({"input": [1000, 1000, 16], "layers": [{"type": "flatten"},
                 {"type": "dense", "units": 4096},
                 {"type": "dense", "units": 10, "activation": "softmax"}]})",
            "layer 2 (dense): dense/kernel [16000000, 4096] brings the network to more than "
            "16000000 parameters"},
      Wrong{R"({"input": [1, 1, 3000], "layers": [{"type": "flatten"},
                 {"type": "dense", "units": 3000}, {"type": "dense", "units": 3000},
                 {"type": "dense", "units": 10, "activation": "softmax"}]})",
            "layer 3 (dense_1): dense_1/kernel [3000, 3000] brings the network to more than "
            "16000000 parameters"});
  CHECK_THROWS_MATCHES(network_from_json(wrong.json), std::invalid_argument,
                       Message(wrong.message));

  std::string many = R"({"type": "relu"})";
  for (int layer = 0; layer < 100; ++layer)
    many += R"(, {"type": "relu"})";
  CHECK_THROWS_AS(network_from_json(with_layer(many)), std::invalid_argument);
}

TEST_CASE("Text that is no JSON is refused with the place of the mistake") {
  CHECK_THROWS_MATCHES(network_from_json(R"({"input": [28, 28, 1],)"), std::invalid_argument,
                       Catch::Matchers::MessageMatches(Catch::Matchers::StartsWith(
                           "network: not JSON: parse error at line 1, column 23")));
  CHECK_THROWS_AS(network_from_json(""), std::invalid_argument);
  CHECK_THROWS_AS(network_from_json(std::string(100'000, '[')), std::invalid_argument);
}

TEST_CASE("A network made in code passes the same checks as one from JSON") {
  const NetworkSpec fits = {.input = {1, 1, 2},
                            .layers = {FlattenSpec{}, DenseSpec{3, Activation::kSoftmax}}};
  CHECK(summarize(fits).size() == 2);

  NetworkSpec wrong = fits;
  wrong.input = {1, 2};
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("network: input must be [height, width, channels], not [1, 2]"));
  wrong = fits;
  wrong.input = {1, 1, 0};
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("network: input channels must be from 1 to 4096, not 0"));
  wrong = fits;
  wrong.layers[1] = DenseSpec{0, Activation::kSoftmax};
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("layer 2 (dense): units must be from 1 to 4096, not 0"));
  wrong.layers[1] = DenseSpec{255, Activation::kSoftmax};
  CHECK(summarize(wrong).size() == 2);
  wrong.layers[1] = DenseSpec{256, Activation::kSoftmax};
  CHECK_THROWS_MATCHES(
      summarize(wrong), std::invalid_argument,
      Message("layer 2 (dense): the last layer has a unit for each class, at most 255, not 256"));
  wrong = fits;
  wrong.layers.insert(wrong.layers.begin(), DropoutSpec{1.0F});
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("layer 1 (dropout): rate must be at least 0 and below 1, not 1"));
  wrong = fits;
  wrong.layers.insert(wrong.layers.begin(), BatchNormalizationSpec{.momentum = 1});
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("layer 1 (batch_normalization): momentum must be at least 0 and "
                               "below 1, not 1"));
  wrong = fits;
  wrong.layers.insert(wrong.layers.begin(), BatchNormalizationSpec{.epsilon = -1});
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("layer 1 (batch_normalization): epsilon must be above 0 and at most "
                               "1, not -1"));
  wrong = fits;
  wrong.layers.insert(wrong.layers.begin(),
                      BatchNormalizationSpec{.activation = Activation::kSoftmax});
  CHECK_THROWS_MATCHES(summarize(wrong), std::invalid_argument,
                       Message("layer 1 (batch_normalization): activation softmax is for the "
                               "network's last layer, a dense one"));
  wrong = fits;
  wrong.layers.insert(wrong.layers.begin(),
                      Conv2dSpec{.filters = 1, .activation = Activation::kSoftmax});
  CHECK_THROWS_MATCHES(
      summarize(wrong), std::invalid_argument,
      Message("layer 1 (conv2d): activation softmax is for the network's last layer, a dense one"));
}

TEST_CASE("Of a network that is still written, what fits is told up to the layer that does not") {
  const NetworkDraft draft = read_network_draft(R"({"input": [28, 28, 1], "layers": [
      {"type": "conv2d", "filters": 28, "kernel_size": 3}, {"type": "max_pooling2d"},
      {"type": "conv2d", "filters": 56, "kernel_size": 15}, {"type": "flatten"},
      {"type": "dense", "units": 10, "activation": "softmax"}]})");
  CHECK_FALSE(draft.network.has_value());
  CHECK(draft.problem == "layer 3 (conv2d_1): kernel 15x15 does not fit input 13x13");
  CHECK(draft.problem_layer == 2);
  REQUIRE(draft.layers.size() == 2);
  CHECK(draft.layers[0].name == "conv2d");
  CHECK(draft.layers[0].parameter_count == 280);
  CHECK(draft.layers[1].output == Shape{13, 13, 28});
}

TEST_CASE("A draft's problem may lie in what a layer says, in no single layer, or in the text") {
  struct WrongDraft {
    std::string json;
    std::string problem;
    std::optional<std::size_t> layer;
    std::size_t fitting;
  };
  const auto wrong = GENERATE(
      WrongDraft{R"({"input": [28, 28, 1], "layers": [{"type": "flatten"}, {"type": "dense"}]})",
                 R"(layer 2 (dense): key "units" is missing)", 1, 1},
      WrongDraft{R"({"input": [28, 28, 1], "layers": [{"type": "flatten"},
               {"type": "dense", "units": 10}]})",
                 "network: the last layer must be dense with activation softmax, one unit a class",
                 std::nullopt, 2},
      WrongDraft{R"({"input": [28, 28, 1], "layers": []})", "network: has no layers", std::nullopt,
                 0},
      WrongDraft{
          R"({"input": [28, 28]})",
          R"(network: "input" must be [height, width, channels], each a whole number from 1 to )"
          "4096, not [28,28]",
          std::nullopt, 0});
  const NetworkDraft draft = read_network_draft(wrong.json);
  CHECK(draft.problem == wrong.problem);
  CHECK(draft.problem_layer == wrong.layer);
  CHECK(draft.layers.size() == wrong.fitting);
}

TEST_CASE("A draft without a problem is the network, with all its layers") {
  const NetworkSpec classic = preset("classic");
  const NetworkDraft draft = read_network_draft(network_to_json(classic));
  CHECK(draft.problem.empty());
  CHECK(draft.network == classic);
  CHECK(draft.layers.size() == classic.layers.size());
  CHECK(read_network_draft("{").problem.starts_with("network: not JSON: "));
}

}  // namespace atelier::nn
