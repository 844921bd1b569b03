#include "atelier/train/recipe.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "atelier/nn/json_object.h"
#include "atelier/nn/json_text.h"
#include "atelier/nn/presets.h"
#include "atelier/train/train_options_json.h"

namespace atelier::train {

namespace {

using Json = nlohmann::ordered_json;

nn::NetworkSpec network_of(const Json& value, const std::string& where) {
  try {
    return value.is_string() ? nn::preset(value.get<std::string>())
                             : nn::network_from_json(nn::to_json_text(value));
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(where + ": \"network\": " + error.what());
  }
}

}  // namespace

Recipe recipe_from_json(std::string_view json) {
  const Json value = nn::try_parse_json(json);
  if (value.is_discarded())
    throw std::invalid_argument("recipe: not valid JSON");
  const nn::JsonObject object(value, "recipe",
                              {"name", "description", "network", "options", "expected"});
  Recipe recipe;
  recipe.name = object.text("name");
  const std::string where = "recipe " + recipe.name;
  recipe.description = object.text("description");
  recipe.network = network_of(object.at("network"), where);
  recipe.options = train_options_from_json(object.at("options"), where);
  recipe.expected = object.text("expected");
  return recipe;
}

std::string recipe_to_json(const Recipe& recipe) {
  return nn::to_json_text(
      nn::json_object({{"name", recipe.name},
                       {"description", recipe.description},
                       {"network", nn::parse_json(nn::network_to_json(recipe.network))},
                       {"options", train_options_to_json(recipe.options)},
                       {"expected", recipe.expected}}));
}

const Recipe* find_recipe(std::string_view name) {
  for (const Recipe& recipe : recipes()) {
    if (recipe.name == name)
      return &recipe;
  }
  return nullptr;
}

}  // namespace atelier::train
