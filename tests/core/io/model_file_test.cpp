#include "atelier/io/model_file.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <functional>
#include <limits>
#include <optional>
#include <stdexcept>

#include "atelier/base/crc32.h"
#include "atelier/base/half.h"
#include "atelier/io/safetensors.h"
#include "atelier/nn/presets.h"

namespace atelier::io {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr const char* kSmallNetwork = R"({"name": "small", "input": [6, 6, 1], "layers": [
    {"type": "conv2d", "filters": 2, "kernel_size": 3, "activation": "relu"},
    {"type": "flatten"},
    {"type": "dense", "units": 3, "activation": "softmax"}]})";

constexpr const char* kNormalizedNetwork = R"({"input": [6, 6, 1], "layers": [
    {"type": "conv2d", "filters": 2, "kernel_size": 3, "use_bias": false},
    {"type": "batch_normalization", "activation": "relu"}, {"type": "flatten"},
    {"type": "dense", "units": 3, "activation": "softmax"}]})";

const ModelInfo kInfo = {.class_names = {"Sandał", "Bag", "Coat"},
                         .training_summary = R"({"epochs":3})"};

nn::Network small_network(ThreadPool& pool) {
  nn::Network network(nn::network_from_json(kSmallNetwork), pool);
  network.initialize(7);
  return network;
}

Bytes small_model() {
  ThreadPool pool(1);
  return write_model(small_network(pool), kInfo);
}

/// A small model with something changed, and without the checksum that would give it away.
Bytes altered(const std::function<void(SafetensorsFile&)>& change) {
  SafetensorsFile file = read_safetensors(small_model());
  file.metadata.erase("checksum");
  change(file);
  std::vector<NamedTensor> tensors;
  tensors.reserve(file.tensors.size());
  for (const auto& [name, shape, values] : file.tensors)
    tensors.push_back({.name = name, .shape = shape, .values = values});
  return write_safetensors(file.metadata, tensors);
}

void check_fails(const Bytes& bytes, const std::string& reason) {
  CHECK_THROWS_MATCHES(
      read_model(bytes), std::runtime_error,
      MessageMatches(ContainsSubstring("model file: ") && ContainsSubstring(reason)));
}

void check_metadata_fails(const std::string& key, const std::string& value,
                          const std::string& reason) {
  check_fails(altered([&](SafetensorsFile& file) { file.metadata[key] = value; }), reason);
}

bool same(const Model& a, const Model& b) {
  return a.network == b.network && a.info.class_names == b.info.class_names &&
         a.info.training_summary == b.info.training_summary && a.parameters == b.parameters;
}

}  // namespace

TEST_CASE("A model in half precision takes half the bytes, and its weights are rounded", "[io]") {
  ThreadPool pool(1);
  const nn::Network network = small_network(pool);
  const Bytes bytes = write_model(network, kInfo, Precision::kHalf);
  CHECK(bytes.size() <= small_model().size() - 2 * network.parameters().size() + 8);
  const Model model = read_model(bytes);
  REQUIRE(model.parameters.size() == network.parameters().size());
  for (std::size_t i = 0; i < model.parameters.size(); ++i)
    CHECK(model.parameters[i] == from_half(to_half(network.parameters()[i])));
}

TEST_CASE("A model is read as it was written", "[io]") {
  ThreadPool pool(1);
  const nn::Network network = small_network(pool);
  const Model model = read_model(write_model(network, kInfo));
  CHECK(model.network == network.spec());
  CHECK(model.info.class_names == kInfo.class_names);
  CHECK(model.info.training_summary == kInfo.training_summary);
  CHECK(std::ranges::equal(model.parameters, network.parameters()));

  const nn::Network again = make_network(model, pool);
  CHECK(std::ranges::equal(again.parameters(), network.parameters()));
}

TEST_CASE("A model's calibration is kept", "[io]") {
  ThreadPool pool(1);
  const nn::Network network = small_network(pool);
  CHECK_FALSE(read_model(write_model(network, kInfo)).info.calibration.has_value());
  ModelInfo info = kInfo;
  info.calibration = nn::Calibration{.temperature = 0.7F, .certain_from = 0.43F};
  CHECK(read_model(write_model(network, info)).info.calibration == info.calibration);
}

TEST_CASE("A calibration that makes no sense is refused", "[io]") {
  check_metadata_fails("calibration", "7", R"("calibration" has no number "temperature")");
  check_metadata_fails("calibration", R"({"temperature": 1})", R"(no number "certain_from")");
  check_metadata_fails("calibration", R"({"temperature": 0, "certain_from": 0.5})",
                       R"("calibration": temperature must be from 0.01 to 100, not 0)");
  check_metadata_fails("calibration", R"({"temperature": 1, "certain_from": 1.5})",
                       "certain_from must be from 0 to 1, not 1.5");
}

TEST_CASE("Every preset fits into a model file", "[io]") {
  ThreadPool pool(1);
  const ModelInfo info = {.class_names = std::vector<std::string>(10, "class"),
                          .training_summary = ""};
  for (const nn::Preset& preset : nn::presets()) {
    const nn::Network network(nn::preset(preset.name), pool);
    const Model model = read_model(write_model(network, info));
    CHECK(model.network == network.spec());
    CHECK(model.parameters.size() == network.parameters().size());
    CHECK(model.info.training_summary.empty());
  }
}

TEST_CASE("A model's tensors have Keras' names and layouts", "[io]") {
  const SafetensorsFile file = read_safetensors(small_model());
  REQUIRE(file.tensors.size() == 4);
  CHECK(file.tensors[0].name == "conv2d/kernel");
  CHECK(file.tensors[0].shape == Shape{3, 3, 1, 2});
  CHECK(file.tensors[1].name == "conv2d/bias");
  CHECK(file.tensors[1].shape == Shape{2});
  CHECK(file.tensors[2].name == "dense/kernel");
  CHECK(file.tensors[2].shape == Shape{32, 3});
  CHECK(file.tensors[3].name == "dense/bias");
  CHECK(file.tensors[3].shape == Shape{3});
}

TEST_CASE("Batch normalisation's parameters are tensors like others", "[io]") {
  ThreadPool pool(1);
  nn::Network network(nn::network_from_json(kNormalizedNetwork), pool);
  network.initialize(7);
  const Buffer images(2 * 6 * 6);
  network.forward(images.data(), 2, {.training = true});

  const SafetensorsFile file = read_safetensors(write_model(network, kInfo));
  REQUIRE(file.tensors.size() == 7);
  CHECK(file.tensors[1].name == "batch_normalization/gamma");
  CHECK(file.tensors[2].name == "batch_normalization/beta");
  CHECK(file.tensors[3].name == "batch_normalization/moving_mean");
  CHECK(file.tensors[4].name == "batch_normalization/moving_variance");
  CHECK(file.tensors[4].shape == Shape{2});
  // Of an empty image a convolution without bias makes zeros.
  CHECK(file.tensors[4].values == std::vector<float>{0.9F, 0.9F});

  const Model model = read_model(write_model(network, kInfo));
  CHECK(model.network == network.spec());
  CHECK(std::ranges::equal(model.parameters, network.parameters()));
}

TEST_CASE("A negative variance is refused", "[io]") {
  ThreadPool pool(1);
  nn::Network network(nn::network_from_json(kNormalizedNetwork), pool);
  network.initialize(7);
  const auto& variance = network.parameter_list()[4];
  network.mutable_parameters()[variance.offset] = -0.5F;
  check_fails(write_model(network, kInfo),
              "tensor \"batch_normalization/moving_variance\" holds a negative variance");
}

TEST_CASE("A model written before layers could go without a bias is read", "[io]") {
  const Bytes bytes = altered([](SafetensorsFile& file) {
    file.metadata["network"] = kSmallNetwork;
    CHECK(file.metadata["network"].find("use_bias") == std::string::npos);
  });
  CHECK(same(read_model(bytes), read_model(small_model())));
}

TEST_CASE("Another program may write a model without a checksum, its tensors in any order",
          "[io]") {
  const Bytes bytes = altered([](SafetensorsFile& file) { std::ranges::reverse(file.tensors); });
  CHECK(same(read_model(bytes), read_model(small_model())));
}

TEST_CASE("A model file with any byte altered is refused, or reads the same", "[io]") {
  const Bytes whole = small_model();
  const Model expected = read_model(whole);
  for (std::size_t position = 0; position < whole.size(); ++position) {
    Bytes damaged = whole;
    damaged[position] ^= 0x04;
    std::optional<Model> model;
    try {
      model = read_model(damaged);
    } catch (const std::runtime_error&) {
      continue;
    }
    CHECK(same(*model, expected));
  }
}

TEST_CASE("A model file cut anywhere is refused", "[io]") {
  const Bytes whole = small_model();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK_THROWS_AS(read_model(cut), std::runtime_error);
  }
}

TEST_CASE("An altered weight is found by the checksum", "[io]") {
  Bytes bytes = small_model();
  bytes[bytes.size() - 3] ^= 1;
  check_fails(bytes, "damaged: its checksum is ");
}

TEST_CASE("A safetensors file of something else is no model", "[io]") {
  check_fails(write_safetensors({}, {}), "not of an Atelier model");
  check_metadata_fails("format", "pt", "not of an Atelier model");
}

TEST_CASE("A model of a later version is refused as such", "[io]") {
  check_metadata_fails("format_version", "2",
                       "made by a later Atelier: format version 2, of at most 1");
  check_metadata_fails("format_version", "", "\"format_version\" is damaged");
  check_metadata_fails("format_version", "1x", "\"format_version\" is damaged");
  check_metadata_fails("format_version", "-1", "\"format_version\" is damaged");
  check_metadata_fails("format_version", "99999999999",
                       "made by a later Atelier: format version 99999999999");
}

TEST_CASE("The keys of the preprocessing may come in any order", "[io]") {
  const Bytes file = altered([](SafetensorsFile& written) {
    written.metadata["preprocessing"] =
        R"({"values": "8-bit grey, bright garment on black", "divide_by": 255})";
  });
  CHECK_NOTHROW(read_model(file));
  const Bytes other_order = altered([](SafetensorsFile& written) {
    written.metadata["preprocessing"] =
        R"({"divide_by": 255, "values": "8-bit grey, bright garment on black"})";
  });
  CHECK_NOTHROW(read_model(other_order));
}

TEST_CASE("Metadata that is missing or makes no sense is named", "[io]") {
  for (const std::string key : {"format_version", "network", "class_names", "preprocessing"}) {
    check_fails(altered([&](SafetensorsFile& file) { file.metadata.erase(key); }),
                "the metadata has no \"" + key + "\"");
  }
  check_metadata_fails("network", "{", "\"network\" is damaged");
  check_metadata_fails("network", R"({"input": [6, 6, 1], "layers": []})",
                       "\"network\" is damaged");
  check_metadata_fails("class_names", "[", "\"class_names\" is damaged");
  check_metadata_fails("class_names", R"(["a", "b", 3])", "\"class_names\" is no list of texts");
  check_metadata_fails("class_names", R"(["a", "b"])", "2 class names for a network of 3 classes");
  check_metadata_fails("training", "{", "\"training\" is no JSON");
  check_metadata_fails("preprocessing", R"({"divide_by": 127})", "\"preprocessing\" is unknown");
}

TEST_CASE("Tensors of another network are refused with both shapes", "[io]") {
  const auto tensor = [](SafetensorsFile& file, std::size_t index) -> SafetensorsFile::Tensor& {
    return file.tensors.at(index);
  };
  check_fails(altered([&](SafetensorsFile& file) { tensor(file, 2).shape = Shape{3, 32}; }),
              "tensor \"dense/kernel\" has shape [3, 32], but the network needs [32, 3]");
  check_fails(altered([&](SafetensorsFile& file) { file.tensors.pop_back(); }),
              "tensor \"dense/bias\", of shape [3], is missing");
  check_fails(altered([&](SafetensorsFile& file) { tensor(file, 1).name = "conv2d/scale"; }),
              "tensor \"conv2d/bias\", of shape [2], is missing");
  check_fails(altered([](SafetensorsFile& file) {
                file.tensors.push_back({"dense_1/bias", Shape{1}, {0.0F}});
              }),
              "tensor \"dense_1/bias\" belongs to no layer");
  check_fails(altered([&](SafetensorsFile& file) {
                tensor(file, 0).values[4] = std::numeric_limits<float>::quiet_NaN();
              }),
              "tensor \"conv2d/kernel\" holds a value that is not finite");
}

TEST_CASE("What would be no model is not written", "[io]") {
  ThreadPool pool(1);
  const nn::Network network = small_network(pool);
  CHECK_THROWS_AS(write_model(network, {{"a", "b"}, ""}), std::invalid_argument);
  CHECK_THROWS_AS(write_model(network, {{"a", "b", "\xFF"}, ""}), std::invalid_argument);
  CHECK_THROWS_AS(write_model(network, {{"a", "b", "c"}, "{"}), std::invalid_argument);
}

TEST_CASE("Weights that do not fit a network are refused", "[io]") {
  ThreadPool pool(1);
  Model model = read_model(small_model());
  model.parameters.pop_back();
  CHECK_THROWS_AS(make_network(model, pool), std::invalid_argument);
}

TEST_CASE("The checksum is gzip's", "[io]") {
  const std::string text = "123456789";  // The check value of every catalogue of CRCs.
  CHECK(crc32({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}) == 0xCBF43926);
  CHECK(crc32({}, 0x12345678) == 0x12345678);
}

}  // namespace atelier::io
