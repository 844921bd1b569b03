#include "atelier/train/recipe.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/nn/presets.h"
#include "atelier/train/train_options_json.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using Json = nlohmann::ordered_json;

TrainOptions read(const std::string& json) {
  return train_options_from_json(Json::parse(json), "options");
}

std::string written(const TrainOptions& options) {
  return train_options_to_json(options).dump();
}

}  // namespace

TEST_CASE("Options are written as one object of what applies, numbers as people write them") {
  CHECK(written({.epochs = 3, .patience = 4}) ==
        R"({"epochs":3,"training_images":"all","batch_size":128,"seed":0,"validate_every":1,)"
        R"("patience":4,"keep":"best","optimizer":"adam","learning_rate":0.001,"beta1":0.9,)"
        R"("beta2":0.999,"epsilon":1e-07,"clip_norm":0,"average_decay":0,"schedule":"constant",)"
        R"("l2":0,"label_smoothing":0,)"
        R"("flip":0,"shift":0,"translation":0,"rotation":0,"zoom":0,"contrast":0,)"
        R"("brightness":0,"erasing":0,"sketch":0,"drawing":0,"clutter":0})");
  CHECK(written({.optimizer = {.kind = OptimizerKind::kSgd, .nesterov = true},
                 .schedule = {.kind = ScheduleKind::kOneCycle},
                 .validate_every = kNeverValidate}) ==
        R"({"epochs":5,"training_images":"all","batch_size":128,"seed":0,)"
        R"("validate_every":"never","include_validation":false,"optimizer":"sgd",)"
        R"("learning_rate":0.001,"momentum":0.9,)"
        R"("nesterov":true,"clip_norm":0,"average_decay":0,"schedule":"one-cycle","warm_up":0.25,)"
        R"("anneal":"linear","initial_fraction":0.04,"final_fraction":0.01,"l2":0,)"
        R"("weight_decay":0,"label_smoothing":0,)"
        R"("flip":0,"shift":0,"translation":0,"rotation":0,"zoom":0,"contrast":0,)"
        R"("brightness":0,"erasing":0,"sketch":0,"drawing":0,"clutter":0})");
}

TEST_CASE("Options that are written can be read back") {
  for (const std::string text :
       {R"({})", R"({"epochs": 7, "batch_size": 32, "seed": 12, "patience": 3, "keep": "last"})",
        R"({"optimizer": "adamw", "weight_decay": 0.05, "beta2": 0.99, "learning_rate": 0.004,
            "schedule": "one-cycle", "warm_up": 0.3, "anneal": "cosine"})",
        R"({"optimizer": "sgd", "momentum": 0.8, "nesterov": true, "l2": 2.5e-4, "clip_norm": 1,
            "average_decay": 0.98, "schedule": "step", "schedule_every": 7, "schedule_factor": 0.5,
            "validate_every": "end"})",
        R"({"schedule": "reduce-on-plateau", "validate_every": 2, "label_smoothing": 0.1})"}) {
    const TrainOptions options = read(text);
    CHECK(written(read(written(options))) == written(options));
  }
}

TEST_CASE("What is not stated keeps its value, unless it no longer applies") {
  const TrainOptions base = read(R"({"epochs": 9, "optimizer": "sgd", "nesterov": true})");
  const TrainOptions same =
      train_options_from_json(Json::parse(R"({"batch_size": 64})"), "options", base);
  CHECK(same.epochs == 9);
  CHECK(same.batch_size == 64);
  CHECK(same.optimizer.nesterov);
  const TrainOptions other =
      train_options_from_json(Json::parse(R"({"optimizer": "adam"})"), "options", base);
  CHECK(other.epochs == 9);
  CHECK_FALSE(other.optimizer.nesterov);
}

TEST_CASE("A wrong option names its key and what it must be") {
  struct Wrong {
    std::string json;
    std::string message;
  };
  const auto wrong = GENERATE(
      Wrong{R"([])", "options: must be an object, not []"},
      Wrong{R"({"batch_size": 5000})",
            R"(options: "batch_size" must be a whole number from 1 to 4096, not 5000)"},
      Wrong{R"({"batch_size": "32"})",
            R"(options: "batch_size" must be a whole number from 1 to 4096, not "32")"},
      Wrong{R"({"patience": null})",
            R"(options: "patience" must be a whole number from 1 to 100000 or never, not null)"},
      Wrong{R"({"nesterov": "true"})", R"(options: "nesterov" must be true or false, not "true")"},
      Wrong{R"({"keep": "first"})", R"(options: "keep" must be one of best, last, not first)"},
      Wrong{R"({"optimizer": "adamw"})",
            "options: optimizer: adamw needs a weight decay above 0 (0.01 is PyTorch's default); "
            "without one it is adam"});
  CHECK_THROWS_MATCHES(read(wrong.json), std::invalid_argument, Message(wrong.message));
}

TEST_CASE("An unknown option is refused with the known ones") {
  try {
    read(R"({"batchsize": 32})");
    FAIL("was accepted");
  } catch (const std::invalid_argument& error) {
    const std::string message = error.what();
    CHECK(message.starts_with(R"(options: unknown key "batchsize"; known are "epochs", )"));
    CHECK(message.ends_with(R"("clutter")"));
  }
}

TEST_CASE("The recipes that come with Atelier can be found by name, read and written") {
  std::vector<std::string> names;
  for (const Recipe& recipe : recipes()) {
    INFO(recipe.name);
    names.push_back(recipe.name);
    CHECK(find_recipe(recipe.name) == &recipe);
#if !defined(__wasm__)
    CHECK(recipe.description.ends_with('.'));
    CHECK(!recipe.expected.empty());
#endif
    const Json written = Json::parse(recipe_to_json(recipe));
    CHECK(written.at("name") == recipe.name);
    CHECK(nn::network_from_json(written.at("network").dump()) == recipe.network);
    const TrainOptions again = train_options_from_json(written.at("options"), "recipe");
    CHECK(train_options_to_json(again) == train_options_to_json(recipe.options));
  }
  CHECK(names == std::vector<std::string>{"classic", "classic-deep", "two-block", "two-block-same",
                                          "two-block-augmented", "sprint", "two-block-norm",
                                          "champion", "marathon", "sketch"});
  CHECK(find_recipe("clasic") == nullptr);
}

TEST_CASE("The published recipes are Adam's at 1e-3, for 10 epochs, with patience 10") {
  for (const char* name :
       {"classic", "classic-deep", "two-block", "two-block-same", "two-block-augmented"}) {
    INFO(name);
    const Recipe& recipe = *find_recipe(name);
    CHECK(recipe.network == nn::preset(recipe.network.name));
    CHECK(recipe.name.starts_with(recipe.network.name));
    CHECK(is_on(recipe.options.augmentation) == recipe.name.ends_with("-augmented"));
    CHECK(recipe.options.epochs == 10);
    CHECK(recipe.options.batch_size == (recipe.name.starts_with("classic") ? 32 : 128));
    CHECK(recipe.options.optimizer.kind == OptimizerKind::kAdam);
    CHECK(recipe.options.optimizer.learning_rate == 1e-3F);
    CHECK(recipe.options.patience == 10);
    CHECK(recipe.options.keep == Keep::kBest);
  }
}

}  // namespace atelier::train
