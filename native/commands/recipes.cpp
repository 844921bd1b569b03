#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "atelier/train/recipe.h"

#include "commands.h"
#include "exit_code.h"
#include "inputs.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

int list_recipes() {
  for (const train::Recipe& recipe : train::recipes()) {
    print_line(fmt::format("{}: {}", recipe.name, recipe.description));
    print_line(
        fmt::format("    network {}, {} epochs", recipe.network.name, recipe.options.epochs));
    print_line(fmt::format("    {}", recipe.expected));
  }
  return kSuccess;
}

int print_recipe(const std::string& name) {
  const train::Recipe* recipe = train::find_recipe(name);
  if (recipe == nullptr) {
    throw UsageError(
        fmt::format("recipes: unknown name \"{}\"; known are {}", name, known_recipes()));
  }
  print_line(nlohmann::ordered_json::parse(train::recipe_to_json(*recipe)).dump(2));
  return kSuccess;
}

}  // namespace

void add_recipes_command(CLI::App& application, Action& action) {
  CLI::App* command = application.add_subcommand(
      "recipes", "List the trainings that come with Atelier, or print one with all its options");
  const auto name = std::make_shared<std::string>();
  command->add_option("name", *name, "A recipe's name: print it as JSON")->type_name("RECIPE");
  command->final_callback([name, &action] {
    action = [name] { return name->empty() ? list_recipes() : print_recipe(*name); };
  });
}

}  // namespace atelier::cli
