#include "atelier/nn/network_spec.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "atelier/nn/json_object.h"
#include "atelier/nn/json_text.h"
#include "atelier/nn/layer_description.h"
#include "atelier/nn/layer_spec_json.h"

namespace atelier::nn {

namespace {

using Json = nlohmann::ordered_json;

Json parse(std::string_view text) {
  try {
    return parse_json(text);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(std::string("network: not JSON: ") + error.what());
  }
}

Shape read_input(const JsonObject& object) {
  const Json& sizes = object.at("input");
  if (sizes.is_array() && sizes.size() == 3) {
    const std::optional<std::size_t> height = size_from_json(sizes[0]);
    const std::optional<std::size_t> width = size_from_json(sizes[1]);
    const std::optional<std::size_t> channels = size_from_json(sizes[2]);
    if (height && width && channels)
      return {*height, *width, *channels};
  }
  object.fail("input", "[height, width, channels], each a whole number from 1 to " +
                           std::to_string(kLargestSize));
}

}  // namespace

NetworkSpec network_from_json(std::string_view json) {
  const Json value = parse(json);
  const JsonObject object(value, "network", {"name", "input", "layers"});
  NetworkSpec spec;
  if (object.find("name") != nullptr)
    spec.name = object.text("name");
  spec.input = read_input(object);
  const Json& layers = object.at("layers");
  if (!layers.is_array() || layers.size() > kMostLayers) {
    object.fail("layers", "a list of at most " + std::to_string(kMostLayers) + " layers");
  }
  for (const Json& layer : layers) {
    spec.layers.push_back(layer_from_json(layer, spec.layers.size() + 1));
  }
  describe(spec);
  return spec;
}

std::string network_to_json(const NetworkSpec& spec) {
  Json layers = Json::array();
  for (const LayerSpec& layer : spec.layers)
    layers.push_back(layer_to_json(layer));
  const Json json = {
      {"name", spec.name},
      {"input", std::vector<std::size_t>(spec.input.begin(), spec.input.end())},
      {"layers", std::move(layers)},
  };
  return json.dump();
}

std::vector<LayerSummary> summarize(const NetworkSpec& spec) {
  std::vector<LayerSummary> result;
  for (const LayerDescription& layer : describe(spec)) {
    LayerSummary& row = result.emplace_back();
    row.name = layer.name;
    row.type = layer.kind.type;
    row.output = layer.output;
    for (const Parameter& parameter : layer.parameters) {
      const std::size_t count = parameter.shape.element_count();
      row.parameter_count += count;
      if (parameter.trainable())
        row.trainable_count += count;
    }
  }
  return result;
}

std::size_t trainable_parameter_count(const NetworkSpec& spec) {
  std::size_t count = 0;
  for (const LayerSummary& layer : summarize(spec))
    count += layer.trainable_count;
  return count;
}

}  // namespace atelier::nn
