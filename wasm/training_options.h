#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "atelier/nn/network_spec.h"
#include "atelier/train/train_options.h"

namespace atelier::wasm {

// The options of a training as JavaScript has them: objects with "batchSize" for batch_size.

/// An option's name in JavaScript.
std::string camel_case(std::string_view key);

/// The TypeScript type of all options, for the generated declarations.
std::string options_type();

/// What a page asks to be trained.
struct TrainingRequest {
  nn::NetworkSpec network;
  train::TrainOptions options;
};

/// Reads an object of options beside which there is the key "preset", a preset's name, or
/// "network", a network as network_from_json reads it. Throws std::invalid_argument that says what
/// is wrong.
TrainingRequest read_training_request(const std::string& json);

/// The options of such an object alone.
train::TrainOptions read_training_options(const std::string& json);

/// All options as a form is made from them: a list of {name, group, sentence, type, usual, low,
/// high, aboveLow, belowHigh, words}. A range's end is null where there is none.
nlohmann::ordered_json option_list_json();

/// The recipes: a list of {name, description, expected, preset, options}, with every option that
/// applies.
nlohmann::ordered_json recipe_list_json();

/// Looks through texts that somebody has typed, {"batchSize": "128", ...}; what is not there has
/// its default. Gives {options, applying, wrong, problem}: the values of the options that apply
/// (null where a text is wrong), the names of those that do, the names of the wrong ones, and a
/// sentence where options exclude each other (or null).
nlohmann::ordered_json check_option_texts(const std::string& json);

/// A network that somebody is still writing: {network, layers, parameterCount, problem}, with
/// {name, type, output, parameterCount} of each layer; network is complete and null where there is
/// a problem, which is {message, layer}, or null. It must take the pictures and tell the classes of
/// this page.
nlohmann::ordered_json describe_network(const std::string& json);

}  // namespace atelier::wasm
