#include "training_options.h"

#include <limits>
#include <stdexcept>

#include "atelier/base/message.h"
#include "atelier/data/fashion_mnist.h"
#include "atelier/data/picture.h"
#include "atelier/nn/json_text.h"
#include "atelier/nn/presets.h"
#include "atelier/train/option_list.h"
#include "atelier/train/recipe.h"
#include "atelier/train/train_options_json.h"

namespace atelier::wasm {
namespace {

using Json = nlohmann::ordered_json;
using train::OptionType;
using train::TrainOption;

/// The TypeScript type of an option's value: "number", "number | 'never'", "'best' | 'last'".
std::string value_type(const TrainOption& option) {
  if (option.type == OptionType::kSwitch)
    return "boolean";
  std::string type = option.type == OptionType::kWord ? "" : "number";
  for (const train::OptionWord& word : option.words)
    type += (type.empty() ? "'" : " | '") + std::string(word.text) + "'";
  return type;
}

const char* type_name(OptionType type) {
  switch (type) {
    case OptionType::kWhole:
      return "whole";
    case OptionType::kNumber:
      return "number";
    case OptionType::kWord:
      return "word";
    case OptionType::kSwitch:
      break;
  }
  return "switch";
}

const TrainOption* find_option(const std::string& name) {
  for (const TrainOption& option : train::train_option_list()) {
    if (camel_case(option.key) == name)
      return &option;
  }
  return nullptr;
}

/// With JavaScript's names for the options that apply.
Json options_object(const train::TrainOptions& options) {
  const Json by_key = train::train_options_to_json(options);
  Json object = Json::object();
  for (const auto& [key, value] : nn::entries_of(by_key))
    object[camel_case(key)] = value;
  return object;
}

train::TrainOptions options_of(const Json& given) {
  Json options = Json::object();
  for (const auto& [name, value] : nn::entries_of(given)) {
    if (name == "preset" || name == "network")
      continue;
    const TrainOption* option = find_option(name);
    options[option == nullptr ? name : std::string(option->key)] = value;
  }
  return train::train_options_from_json(options, "training");
}

Json or_null(bool there, double value) {
  return there ? Json(value) : Json();
}

/// What keeps a network that is one from being trained here; empty if nothing does.
std::string misfit(const nn::NetworkSpec& network, const nn::LayerSummary& last) {
  constexpr std::size_t kSide = data::PreparedPicture::kSide;
  constexpr std::size_t kClasses = data::fashion_mnist::kClassNames.size();
  const Shape input = {kSide, kSide, 1};
  if (network.input != input) {
    return message("network: its input is {}, and the images here are {}",
                   network.input.to_string(), input.to_string());
  }
  if (last.output[0] != kClasses) {
    return message("layer {} ({}): units must be {}, one a class, not {}", network.layers.size(),
                   last.name, kClasses, last.output[0]);
  }
  return "";
}

}  // namespace

std::string camel_case(std::string_view key) {
  std::string name;
  bool capital = false;
  for (const char letter : key) {
    const bool is_small = letter >= 'a' && letter <= 'z';
    if (letter != '_')
      name += capital && is_small ? static_cast<char>(letter - 'a' + 'A') : letter;
    capital = letter == '_';
  }
  return name;
}

std::string options_type() {
  std::string type = "{ preset?: string; network?: object";
  for (const TrainOption& option : train::train_option_list())
    type += "; " + camel_case(option.key) + "?: " + value_type(option);
  return type + " }";
}

TrainingRequest read_training_request(const std::string& json) {
  const Json given = nn::parse_json(json);
  const Json* network = nn::find_key(given, "network");
  const Json* preset = nn::find_key(given, "preset");
  TrainingRequest request;
  if (network != nullptr) {
    request.network = nn::network_from_json(nn::to_json_text(*network));
  } else if (preset != nullptr && preset->is_string()) {
    request.network = nn::preset(preset->get<std::string>());
  } else {
    throw std::invalid_argument("training: neither a preset nor a network is named");
  }
  request.options = options_of(given);
  return request;
}

train::TrainOptions read_training_options(const std::string& json) {
  return options_of(nn::parse_json(json));
}

Json option_list_json() {
  Json list = Json::array();
  for (const TrainOption& option : train::train_option_list()) {
    Json words = Json::array();
    for (const train::OptionWord& word : option.words)
      words.push_back(word.text);
    const train::Range& range = option.range;
    list.push_back(nn::json_object(
        {{"name", camel_case(option.key)},
         {"group", option.group},
         {"type", type_name(option.type)},
         {"usual", option.text({})},
         {"low", or_null(range.low > std::numeric_limits<double>::lowest(), range.low)},
         {"high", or_null(range.high < std::numeric_limits<double>::max(), range.high)},
         {"aboveLow", range.above_low},
         {"belowHigh", range.below_high},
         {"words", std::move(words)}}));
  }
  return list;
}

Json recipe_list_json() {
  Json list = Json::array();
  for (const train::Recipe& recipe : train::recipes()) {
    list.push_back(nn::json_object({{"name", recipe.name},
                                    {"preset", recipe.network.name},
                                    {"options", options_object(recipe.options)}}));
  }
  return list;
}

Json check_option_texts(const std::string& json) {
  train::TrainOptions options;
  Json wrong = Json::array();
  const Json texts = nn::parse_json(json);
  for (const auto& [name, text] : nn::entries_of(texts)) {
    const TrainOption* option = find_option(name);
    if (option == nullptr)
      throw std::invalid_argument("training: there is no option " + name);
    try {
      option->set_text(options, text.get<std::string>());
    } catch (const std::invalid_argument&) {
      wrong.push_back(name);
    }
  }
  Json applying = Json::array();
  for (const TrainOption& option : train::train_option_list()) {
    if (option.applies(options))
      applying.push_back(camel_case(option.key));
  }
  // What does not apply is not used, so it is not wrong either.
  Json relevant = Json::array();
  for (const Json& name : nn::elements_of(wrong)) {
    if (find_option(name.get<std::string>())->applies(options))
      relevant.push_back(name);
  }
  train::reset_inapplicable(options);
  Json problem;
  try {
    train::check(options);
  } catch (const std::invalid_argument& error) {
    problem = error.what();
  }
  return nn::json_object({{"options", relevant.empty() ? options_object(options) : Json()},
                          {"applying", std::move(applying)},
                          {"wrong", std::move(relevant)},
                          {"problem", std::move(problem)}});
}

Json describe_network(const std::string& json) {
  nn::NetworkDraft draft = nn::read_network_draft(json);
  std::size_t parameter_count = 0;
  Json layers = Json::array();
  for (const nn::LayerSummary& layer : draft.layers) {
    parameter_count += layer.trainable_count;
    layers.push_back(nn::json_object(
        {{"name", layer.name},
         {"type", layer.type},
         {"output", std::vector<std::size_t>(layer.output.begin(), layer.output.end())},
         {"parameterCount", layer.trainable_count}}));
  }
  if (draft.network) {
    draft.problem = misfit(*draft.network, draft.layers.back());
    if (draft.problem.starts_with("layer"))
      draft.problem_layer = draft.layers.size() - 1;
  }
  Json network;
  Json problem;
  if (draft.problem.empty()) {
    network = nn::parse_json(nn::network_to_json(*draft.network));
  } else {
    problem =
        nn::json_object({{"message", draft.problem},
                         {"layer", draft.problem_layer ? Json(*draft.problem_layer) : Json()}});
  }
  return nn::json_object({{"network", std::move(network)},
                          {"layers", std::move(layers)},
                          {"parameterCount", parameter_count},
                          {"problem", std::move(problem)}});
}

}  // namespace atelier::wasm
