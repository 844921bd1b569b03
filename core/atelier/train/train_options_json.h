#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "atelier/train/train_options.h"

namespace atelier::train {

/// One object with the keys of train_option_list: {"epochs": 10, "optimizer": "sgd", ...}. Options
/// that do not apply beside the others are left out.
nlohmann::ordered_json train_options_to_json(const TrainOptions& options);

/// Reads such an object. Keys that are not there keep the values of `otherwise`, unless they do not
/// apply beside those that are. Throws std::invalid_argument that starts with `where`, and names
/// the key and what it must be, or the key that is unknown and those that are known, or the options
/// that exclude each other.
TrainOptions train_options_from_json(const nlohmann::ordered_json& json, const std::string& where,
                                     const TrainOptions& otherwise = {});

}  // namespace atelier::train
