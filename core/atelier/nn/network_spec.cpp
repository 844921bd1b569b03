#include "atelier/nn/network_spec.h"

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

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

/// All but the layers, which are read from what it returns.
const Json& read_all_but_layers(const JsonObject& object, NetworkSpec& spec) {
  if (object.find("name") != nullptr)
    spec.name = object.text("name");
  spec.input = read_input(object);
  const Json& layers = object.at("layers");
  if (!layers.is_array() || layers.size() > kMostLayers) {
    object.fail("layers", "a list of at most " + std::to_string(kMostLayers) + " layers");
  }
  return layers;
}

constexpr std::initializer_list<std::string_view> kKeys = {"name", "input", "layers"};

LayerSummary summary_of(const LayerDescription& layer) {
  LayerSummary row = {
      .name = layer.name, .type = std::string(layer.kind.type), .output = layer.output};
  for (const Parameter& parameter : layer.parameters) {
    const std::size_t count = parameter.shape.element_count();
    row.parameter_count += count;
    if (parameter.trainable())
      row.trainable_count += count;
  }
  return row;
}

}  // namespace

NetworkSpec network_from_json(std::string_view json) {
  const Json value = parse(json);
  const JsonObject object(value, "network", kKeys);
  NetworkSpec spec;
  for (const Json& layer : elements_of(read_all_but_layers(object, spec)))
    spec.layers.push_back(layer_from_json(layer, spec.layers.size() + 1));
  describe(spec);
  return spec;
}

NetworkDraft read_network_draft(std::string_view json) {
  NetworkDraft draft;
  try {
    const Json value = parse(json);
    const JsonObject object(value, "network", kKeys);
    NetworkSpec spec;
    const Json& layers = read_all_but_layers(object, spec);
    LayerChain chain(spec.input);
    for (const Json& layer : elements_of(layers)) {
      draft.problem_layer = spec.layers.size();
      spec.layers.push_back(layer_from_json(layer, spec.layers.size() + 1));
      chain.add(spec.layers.back(), spec.layers.size() == layers.size());
      draft.layers.push_back(summary_of(chain.layers().back()));
    }
    draft.problem_layer.reset();
    check_is_classifier(spec);
    draft.network = std::move(spec);
  } catch (const std::invalid_argument& error) {
    draft.problem = error.what();
  }
  return draft;
}

std::string network_to_json(const NetworkSpec& spec) {
  Json layers = Json::array();
  for (const LayerSpec& layer : spec.layers)
    layers.push_back(layer_to_json(layer));
  return to_json_text(
      json_object({{"name", spec.name},
                   {"input", std::vector<std::size_t>(spec.input.begin(), spec.input.end())},
                   {"layers", std::move(layers)}}));
}

std::vector<LayerSummary> summarize(const NetworkSpec& spec) {
  std::vector<LayerSummary> result;
  for (const LayerDescription& layer : describe(spec))
    result.push_back(summary_of(layer));
  return result;
}

std::size_t trainable_parameter_count(const NetworkSpec& spec) {
  std::size_t count = 0;
  for (const LayerSummary& layer : summarize(spec))
    count += layer.trainable_count;
  return count;
}

}  // namespace atelier::nn
