#include "atelier/nn/layer_spec_json.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include "atelier/base/message.h"
#include "atelier/nn/json_object.h"
#include "atelier/nn/json_text.h"
#include "atelier/nn/layer_kind.h"

namespace atelier::nn {

namespace {

using Json = nlohmann::ordered_json;

// The first of each is the default.
constexpr std::array<std::string_view, 2> kPaddings = {"valid", "same"};
constexpr std::array<std::string_view, 2> kHiddenActivations = {"linear", "relu"};
constexpr std::array<std::string_view, 3> kDenseActivations = {"linear", "relu", "softmax"};

ops::Padding read_padding(const JsonObject& object) {
  return object.choice("padding", kPaddings) == 0 ? ops::Padding::kValid : ops::Padding::kSame;
}

std::string_view padding_name(ops::Padding padding) {
  return padding == ops::Padding::kValid ? "valid" : "same";
}

Activation read_activation(const JsonObject& object,
                           std::span<const std::string_view> activations) {
  constexpr std::array kInOrder = {Activation::kLinear, Activation::kRelu, Activation::kSoftmax};
  return kInOrder[object.choice("activation", activations)];
}

std::string_view activation_name(Activation activation) {
  switch (activation) {
    case Activation::kRelu:
      return "relu";
    case Activation::kSoftmax:
      return "softmax";
    default:
      return "linear";
  }
}

LayerSpec read_conv2d(const Json& json, const std::string& where) {
  const JsonObject object(
      json, where,
      {"type", "filters", "kernel_size", "strides", "padding", "activation", "use_bias"});
  const Size2d kernel = object.size2d("kernel_size");
  const Size2d strides = object.size2d("strides", Size2d{1, 1});
  return Conv2dSpec{.filters = object.size("filters"),
                    .window = {.height = kernel.height,
                               .width = kernel.width,
                               .stride_height = strides.height,
                               .stride_width = strides.width,
                               .padding = read_padding(object)},
                    .activation = read_activation(object, kHiddenActivations),
                    .use_bias = object.flag("use_bias", true)};
}

template <typename Spec>
LayerSpec read_pooling(const Json& json, const std::string& where) {
  const JsonObject object(json, where, {"type", "pool_size", "strides", "padding"});
  const Size2d pool = object.size2d("pool_size", Size2d{2, 2});
  const Size2d strides = object.size2d("strides", pool);
  return Spec{.window = {.height = pool.height,
                         .width = pool.width,
                         .stride_height = strides.height,
                         .stride_width = strides.width,
                         .padding = read_padding(object)}};
}

LayerSpec read_dense(const Json& json, const std::string& where) {
  const JsonObject object(json, where, {"type", "units", "activation", "use_bias"});
  return DenseSpec{.units = object.size("units"),
                   .activation = read_activation(object, kDenseActivations),
                   .use_bias = object.flag("use_bias", true)};
}

LayerSpec read_dropout(const Json& json, const std::string& where) {
  const JsonObject object(json, where, {"type", "rate"});
  const float rate = object.number("rate");
  if (!(rate >= 0 && rate < 1))
    object.fail("rate", "at least 0 and below 1");
  return DropoutSpec{.rate = rate};
}

LayerSpec read_batch_normalization(const Json& json, const std::string& where) {
  const JsonObject object(json, where, {"type", "momentum", "epsilon", "activation"});
  const BatchNormalizationSpec defaults;
  const BatchNormalizationSpec spec = {.momentum = object.number("momentum", defaults.momentum),
                                       .epsilon = object.number("epsilon", defaults.epsilon),
                                       .activation = read_activation(object, kHiddenActivations)};
  if (!(spec.momentum >= 0 && spec.momentum < 1))
    object.fail("momentum", "at least 0 and below 1");
  if (!(spec.epsilon > 0 && spec.epsilon <= 1))
    object.fail("epsilon", "above 0 and at most 1");
  return spec;
}

template <typename Spec>
LayerSpec read_without_options(const Json& json, const std::string& where) {
  const JsonObject object(json, where, {"type"});
  return Spec{};
}

struct Reader {
  std::string_view type;
  LayerSpec (*read)(const Json& json, const std::string& where);
};

constexpr std::array kReaders = {
    Reader{layer_kind(Conv2dSpec{}).type, read_conv2d},
    Reader{layer_kind(MaxPooling2dSpec{}).type, read_pooling<MaxPooling2dSpec>},
    Reader{layer_kind(AveragePooling2dSpec{}).type, read_pooling<AveragePooling2dSpec>},
    Reader{layer_kind(GlobalAveragePooling2dSpec{}).type,
           read_without_options<GlobalAveragePooling2dSpec>},
    Reader{layer_kind(FlattenSpec{}).type, read_without_options<FlattenSpec>},
    Reader{layer_kind(DenseSpec{}).type, read_dense},
    Reader{layer_kind(ReluSpec{}).type, read_without_options<ReluSpec>},
    Reader{layer_kind(DropoutSpec{}).type, read_dropout},
    Reader{layer_kind(BatchNormalizationSpec{}).type, read_batch_normalization},
};
static_assert(kReaders.size() == std::variant_size_v<LayerSpec>);

std::string known_types() {
  std::array<std::string_view, kReaders.size()> types;
  std::transform(kReaders.begin(), kReaders.end(), types.begin(),
                 [](const Reader& reader) { return reader.type; });
  return quoted_list(types);
}

void write_window(const ops::WindowOptions& window, std::string_view size_key, Json& json) {
  json[std::string(size_key)] = std::array{window.height, window.width};
  json["strides"] = std::array{window.stride_height, window.stride_width};
  json["padding"] = padding_name(window.padding);
}

void write_options(const Conv2dSpec& spec, Json& json) {
  json["filters"] = spec.filters;
  write_window(spec.window, "kernel_size", json);
  json["activation"] = activation_name(spec.activation);
  json["use_bias"] = spec.use_bias;
}

void write_options(const MaxPooling2dSpec& spec, Json& json) {
  write_window(spec.window, "pool_size", json);
}

void write_options(const AveragePooling2dSpec& spec, Json& json) {
  write_window(spec.window, "pool_size", json);
}

void write_options(const DenseSpec& spec, Json& json) {
  json["units"] = spec.units;
  json["activation"] = activation_name(spec.activation);
  json["use_bias"] = spec.use_bias;
}

void write_options(const DropoutSpec& spec, Json& json) {
  json["rate"] = shortest_decimal(spec.rate);
}

void write_options(const BatchNormalizationSpec& spec, Json& json) {
  json["momentum"] = shortest_decimal(spec.momentum);
  json["epsilon"] = shortest_decimal(spec.epsilon);
  json["activation"] = activation_name(spec.activation);
}

void write_options(const GlobalAveragePooling2dSpec& /*spec*/, Json& /*json*/) {}
void write_options(const FlattenSpec& /*spec*/, Json& /*json*/) {}
void write_options(const ReluSpec& /*spec*/, Json& /*json*/) {}

}  // namespace

LayerSpec layer_from_json(const Json& json, std::size_t position) {
  const std::string where = "layer " + std::to_string(position);
  if (!json.is_object()) {
    throw std::invalid_argument(where + ": must be an object, not " + excerpt(json));
  }
  const Json* type = find_key(json, "type");
  if (type == nullptr) {
    throw std::invalid_argument(where + ": key \"type\" is missing; known types are " +
                                known_types());
  }
  for (const Reader& reader : kReaders) {
    if (type->is_string() && type->get_ref<const std::string&>() == reader.type)
      return reader.read(json, where + " (" + std::string(reader.type) + ")");
  }
  throw std::invalid_argument(where + ": unknown type " + excerpt(*type) + "; known are " +
                              known_types());
}

Json layer_to_json(const LayerSpec& spec) {
  Json json = json_object({{"type", layer_kind(spec).type}});
  std::visit([&json](const auto& kind) { write_options(kind, json); }, spec);
  return json;
}

}  // namespace atelier::nn
