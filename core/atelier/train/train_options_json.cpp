#include "atelier/train/train_options_json.h"

#include <algorithm>
#include <stdexcept>

#include "atelier/nn/json_object.h"
#include "atelier/nn/json_text.h"
#include "atelier/train/option_list.h"

namespace atelier::train {

namespace {

using Json = nlohmann::ordered_json;

/// Whether a value is of the kind that an option has in JSON.
bool has_type(const Json& value, const TrainOption& option) {
  switch (option.type) {
    case OptionType::kWord:
      return value.is_string();
    case OptionType::kSwitch:
      return value.is_boolean();
    case OptionType::kWhole:
    case OptionType::kNumber:
      return value.is_number() || (value.is_string() && !option.words.empty());
  }
  return false;
}

std::string known_keys() {
  std::string text;
  for (const TrainOption& option : train_option_list())
    text += (text.empty() ? "\"" : ", \"") + std::string(option.key) + '"';
  return text;
}

const TrainOption& option_of(const std::string& key, const std::string& where) {
  for (const TrainOption& option : train_option_list()) {
    if (option.key == key)
      return option;
  }
  throw std::invalid_argument(where + ": unknown key \"" + key + "\"; known are " + known_keys());
}

void set(TrainOptions& options, const TrainOption& option, const Json& value,
         const std::string& where) {
  const std::string place = where + ": \"" + std::string(option.key) + "\" ";
  if (!has_type(value, option)) {
    throw std::invalid_argument(place + "must be " + option.expectation() + ", not " +
                                nn::excerpt(value));
  }
  try {
    option.set_text(options,
                    value.is_string() ? value.get<std::string>() : nn::to_json_text(value));
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(place + error.what());
  }
}

}  // namespace

Json train_options_to_json(const TrainOptions& options) {
  Json json = Json::object();
  for (const TrainOption& option : train_option_list()) {
    if (!option.applies(options))
      continue;
    const std::string text = option.text(options);
    const bool is_word =
        option.type != OptionType::kSwitch &&
        std::ranges::any_of(option.words, [&](const auto& word) { return word.text == text; });
    json[std::string(option.key)] = is_word ? Json(text) : nn::parse_json(text);
  }
  return json;
}

TrainOptions train_options_from_json(const Json& json, const std::string& where,
                                     const TrainOptions& otherwise) {
  if (!json.is_object())
    throw std::invalid_argument(where + ": must be an object, not " + nn::excerpt(json));
  TrainOptions options = otherwise;
  for (const auto& [key, value] : nn::entries_of(json))
    set(options, option_of(key, where), value, where);
  reset_inapplicable(options);
  try {
    check(options);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(where + ": " + error.what());
  }
  return options;
}

}  // namespace atelier::train
