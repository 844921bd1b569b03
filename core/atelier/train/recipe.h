#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atelier/nn/network_spec.h"
#include "atelier/train/train_options.h"

namespace atelier::train {

/// A training that can be repeated by its name: a network and all options.
struct Recipe {
  std::string name;
  std::string description;  ///< One sentence; empty in WebAssembly.
  nn::NetworkSpec network;
  TrainOptions options;
  std::string expected;  ///< What it comes to, in words; empty in WebAssembly.
};

/// {"name": "classic", "description": "...", "network": {...}, "options": {"epochs": 10, ...},
/// "expected": "..."}: compact, with the network and every option that applies written out.
std::string recipe_to_json(const Recipe& recipe);

/// The recipes that come with Atelier, quickest to explain first. To add one, add an entry to
/// the list in recipe_list.cpp.
const std::vector<Recipe>& recipes();

/// The recipe of that name; null if there is none.
const Recipe* find_recipe(std::string_view name);

}  // namespace atelier::train
