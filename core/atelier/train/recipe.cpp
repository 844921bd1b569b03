#include "atelier/train/recipe.h"

#include <nlohmann/json.hpp>

#include "atelier/nn/json_text.h"
#include "atelier/train/train_options_json.h"

namespace atelier::train {

std::string recipe_to_json(const Recipe& recipe) {
  return nn::to_json_text(
      nn::json_object({{"name", recipe.name},
                       {"description", recipe.description},
                       {"network", nn::parse_json(nn::network_to_json(recipe.network))},
                       {"options", train_options_to_json(recipe.options)},
                       {"expected", recipe.expected}}));
}

}  // namespace atelier::train
