#include "atelier/io/model_file.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "atelier/base/half.h"
#include "atelier/base/message.h"
#include "atelier/io/checksum.h"
#include "atelier/nn/json_text.h"
#include "atelier/nn/layer_description.h"

namespace atelier::io {

namespace {

using Json = nlohmann::ordered_json;
using Metadata = std::map<std::string, std::string>;

constexpr const char* kFormat = "atelier";

// The temperatures of a calibration that a file may hold.
constexpr float kColdest = 0.01F;
constexpr float kHottest = 100;

// What is done to a picture before the network sees it. A file that says anything else was made
// for another pipeline, and its network would see the wrong pictures.
constexpr const char* kValuesKey = "values";
constexpr const char* kValues = "8-bit grey, bright garment on black";
constexpr const char* kDivisorKey = "divide_by";
constexpr int kDivisor = 255;

std::string preprocessing() {
  return nn::to_json_text(nn::json_object({{kValuesKey, kValues}, {kDivisorKey, kDivisor}}));
}

template <typename... Arguments>
[[noreturn]] void fail(std::type_identity_t<MessagePattern<sizeof...(Arguments)>> pattern,
                       const Arguments&... arguments) {
  throw std::runtime_error("model file: " + message(pattern, arguments...));
}

std::size_t class_count_of(const nn::NetworkSpec& network) {
  return nn::describe(network).back().output.element_count();
}

std::string checksum_of(const Metadata& metadata, std::span<const float> parameters) {
  return content_checksum(metadata, {&parameters, 1});
}

/// The weights that a reader of the file will have.
std::vector<float> as_read_again(std::span<const float> parameters, Precision precision) {
  std::vector<float> values(parameters.begin(), parameters.end());
  if (precision == Precision::kHalf) {
    for (float& value : values)
      value = from_half(to_half(value));
  }
  return values;
}

const std::string& entry(const Metadata& metadata, const char* key) {
  const auto found = metadata.find(key);
  if (found == metadata.end())
    fail(R"(the metadata has no "{}")", key);
  return found->second;
}

Json json_entry(const Metadata& metadata, const char* key) {
  try {
    return nn::parse_json(entry(metadata, key));
  } catch (const std::invalid_argument& error) {
    fail(R"("{}" is damaged: {})", key, error.what());
  }
}

bool is_json(std::string_view text) {
  return !nn::try_parse_json(text).is_discarded();
}

/// Whatever the order of the keys: another program may have written them.
bool is_our_preprocessing(const Json& json) {
  const Json* values = nn::find_key(json, kValuesKey);
  const Json* divisor = nn::find_key(json, kDivisorKey);
  return json.size() == 2 && values != nullptr && values->is_string() &&
         values->get_ref<const std::string&>() == kValues && divisor != nullptr &&
         divisor->is_number() && divisor->get<double>() == kDivisor;
}

void check_format(const Metadata& metadata) {
  const auto format = metadata.find("format");
  if (format == metadata.end() || format->second != kFormat) {
    fail(R"(a safetensors file, but not of an Atelier model: the metadata has no "format" "{}")",
         kFormat);
  }
  const std::string& text = entry(metadata, "format_version");
  const Json version = nn::try_parse_json(text);
  if (!version.is_number_unsigned() || version.get<std::uint64_t>() < 1) {
    fail(R"("format_version" is damaged: "{}")", text);
  }
  if (version.get<std::uint64_t>() > kModelFormatVersion) {
    fail("made by a later Atelier: format version {}, of at most {} that is read here", text,
         kModelFormatVersion);
  }
}

nn::NetworkSpec parse_network(const Metadata& metadata) {
  try {
    return nn::network_from_json(entry(metadata, "network"));
  } catch (const std::invalid_argument& error) {
    fail(R"("network" is damaged: {})", error.what());
  }
}

std::vector<std::string> parse_class_names(const Metadata& metadata, std::size_t class_count) {
  const Json json = json_entry(metadata, "class_names");
  const auto is_text = [](const Json& name) { return name.is_string(); };
  if (!json.is_array() || !std::ranges::all_of(nn::elements_of(json), is_text)) {
    fail(R"("class_names" is no list of texts)");
  }
  if (json.size() != class_count) {
    fail("{} class names for a network of {} classes", json.size(), class_count);
  }
  std::vector<std::string> names;
  for (const Json& name : nn::elements_of(json))
    names.push_back(name.get_ref<const std::string&>());
  return names;
}

nn::Calibration parse_calibration(const Metadata& metadata) {
  const Json json = json_entry(metadata, "calibration");
  const auto number = [&json](const char* key, float low, float high) {
    const Json* found = nn::find_key(json, key);
    if (found == nullptr || !found->is_number())
      fail(R"("calibration" has no number "{}")", key);
    const auto value = found->get<float>();
    if (!(value >= low && value <= high))
      fail(R"("calibration": {} must be from {} to {}, not {})", key, low, high, value);
    return value;
  };
  return {.temperature = number("temperature", kColdest, kHottest),
          .certain_from = number("certain_from", 0, 1)};
}

/// Appends the tensor's values, which are to be a parameter's.
void take_values(const nn::Parameter& parameter, const SafetensorsFile::Tensor& tensor,
                 std::vector<float>& values) {
  if (tensor.shape != parameter.shape) {
    fail(R"(tensor "{}" has shape {}, but the network needs {})", parameter.name,
         tensor.shape.to_string(), parameter.shape.to_string());
  }
  if (!std::ranges::all_of(tensor.values, [](float value) { return std::isfinite(value); })) {
    fail(R"(tensor "{}" holds a value that is not finite)", parameter.name);
  }
  if (parameter.role == nn::ParameterRole::kMovingVariance &&
      std::ranges::any_of(tensor.values, [](float value) { return value < 0; })) {
    fail(R"(tensor "{}" holds a negative variance)", parameter.name);
  }
  values.insert(values.end(), tensor.values.begin(), tensor.values.end());
}

std::vector<float> gather_parameters(const nn::NetworkSpec& network,
                                     std::span<const SafetensorsFile::Tensor> tensors) {
  std::vector<std::uint8_t> used(tensors.size());
  std::vector<float> values;
  for (const nn::LayerDescription& layer : nn::describe(network)) {
    for (const nn::Parameter& parameter : layer.parameters) {
      const auto found = std::ranges::find(tensors, parameter.name, &SafetensorsFile::Tensor::name);
      if (found == tensors.end()) {
        fail(R"(tensor "{}", of shape {}, is missing)", parameter.name,
             parameter.shape.to_string());
      }
      take_values(parameter, *found, values);
      used[static_cast<std::size_t>(found - tensors.begin())] = 1;
    }
  }
  const auto unused = std::ranges::find(used, 0);
  if (unused != used.end()) {
    fail(R"(tensor "{}" belongs to no layer of the network)",
         tensors[static_cast<std::size_t>(unused - used.begin())].name);
  }
  return values;
}

}  // namespace

std::vector<std::uint8_t> write_model(const nn::Network& network, const ModelInfo& info,
                                      Precision precision) {
  if (info.class_names.size() != network.class_count()) {
    throw std::invalid_argument(message("model file: {} class names for a network of {} classes",
                                        info.class_names.size(), network.class_count()));
  }
  Metadata metadata = {{"format", kFormat},
                       {"format_version", std::to_string(kModelFormatVersion)},
                       {"network", nn::network_to_json(network.spec())},
                       {"preprocessing", preprocessing()}};
  try {
    metadata.emplace("class_names", nn::to_json_text(Json(info.class_names)));
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(message("model file: a class name is not UTF-8: {}", error.what()));
  }
  if (!info.training_summary.empty()) {
    if (!is_json(info.training_summary)) {
      throw std::invalid_argument("model file: the training summary is not JSON");
    }
    metadata.emplace("training", info.training_summary);
  }
  if (info.calibration) {
    metadata.emplace(
        "calibration",
        nn::to_json_text(nn::json_object({{"temperature", info.calibration->temperature},
                                          {"certain_from", info.calibration->certain_from}})));
  }
  metadata.emplace(kChecksumKey,
                   checksum_of(metadata, as_read_again(network.parameters(), precision)));

  std::vector<NamedTensor> tensors;
  for (const nn::Parameter& parameter : network.parameter_list()) {
    tensors.push_back(
        {.name = parameter.name,
         .shape = parameter.shape,
         .values = network.parameters().subspan(parameter.offset, parameter.shape.element_count()),
         .precision = precision});
  }
  return write_safetensors(metadata, tensors);
}

Model read_model(std::span<const std::uint8_t> bytes) {
  const SafetensorsFile file = read_safetensors(bytes);
  check_format(file.metadata);
  if (!is_our_preprocessing(json_entry(file.metadata, "preprocessing"))) {
    fail(R"("preprocessing" is unknown: {})", entry(file.metadata, "preprocessing"));
  }
  Model model;
  model.network = parse_network(file.metadata);
  model.info.class_names = parse_class_names(file.metadata, class_count_of(model.network));
  if (file.metadata.contains("training")) {
    model.info.training_summary = entry(file.metadata, "training");
    if (!is_json(model.info.training_summary))
      fail(R"("training" is no JSON)");
  }
  if (file.metadata.contains("calibration"))
    model.info.calibration = parse_calibration(file.metadata);
  model.parameters = gather_parameters(model.network, file.tensors);

  const auto checksum = file.metadata.find(kChecksumKey);
  if (checksum != file.metadata.end()) {
    const std::string expected = checksum_of(file.metadata, model.parameters);
    if (checksum->second != expected) {
      fail("damaged: its checksum is {}, but its content's is {}", checksum->second, expected);
    }
  }
  return model;
}

nn::Network make_network(const Model& model, ThreadPool& pool) {
  nn::Network network(model.network, pool);
  const std::span<float> parameters = network.mutable_parameters();
  if (parameters.size() != model.parameters.size()) {
    throw std::invalid_argument(message("model: {} values for a network of {} parameters",
                                        model.parameters.size(), parameters.size()));
  }
  std::ranges::copy(model.parameters, parameters.begin());
  return network;
}

}  // namespace atelier::io
