#include "atelier/train/option_list.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>

namespace atelier::train {

namespace {

using Catch::Matchers::Message;

const TrainOption& option(std::string_view key) {
  for (const TrainOption& candidate : train_option_list()) {
    if (candidate.key == key)
      return candidate;
  }
  throw std::invalid_argument("no such option");
}

}  // namespace

TEST_CASE("Every option has a name of its own, a sentence, and a default that it takes itself") {
  std::set<std::string_view> keys;
  const TrainOptions defaults;
  for (const TrainOption& option : train_option_list()) {
    INFO(option.key);
    CHECK(keys.insert(option.key).second);
#if defined(__wasm__)
    CHECK(option.sentence.empty());
#else
    CHECK(!option.sentence.empty());
#endif
    CHECK(!option.group.empty());
    TrainOptions options;
    option.set_text(options, option.text(defaults));
    CHECK(option.get(options) == option.get(defaults));
  }
}

TEST_CASE("An option changes its own value and no other") {
  const TrainOptions defaults;
  for (const TrainOption& changed : train_option_list()) {
    INFO(changed.key);
    TrainOptions options;
    // Another value of each: a word, or a number that is in every range and nobody's default.
    const bool is_word = changed.type == OptionType::kWord || changed.type == OptionType::kSwitch;
    const std::string other = is_word ? std::string(changed.words.back().text)
                              : changed.type == OptionType::kWhole ? "17"
                                                                   : "0.375";
    changed.set_text(options, other);
    for (const TrainOption& option : train_option_list()) {
      INFO(option.key);
      CHECK((option.get(options) != option.get(defaults)) == (&option == &changed));
    }
    CHECK(changed.text(options) == other);
  }
}

TEST_CASE("Words stand for values that no number has") {
  TrainOptions options;
  option("validate_every").set_text(options, "end");
  CHECK(options.validate_every == kValidateAtEnd);
  CHECK(option("validate_every").text(options) == "end");
  option("validate_every").set_text(options, "never");
  CHECK(options.validate_every == kNeverValidate);
  option("patience").set_text(options, "3");
  CHECK(options.patience == 3);
  option("patience").set_text(options, "never");
  CHECK_FALSE(options.patience.has_value());
}

TEST_CASE("A seed is exact to the last bit that JavaScript's numbers have") {
  TrainOptions options;
  option("seed").set_text(options, "9007199254740991");
  CHECK(options.seed == 9'007'199'254'740'991U);
  CHECK(option("seed").text(options) == "9007199254740991");
}

TEST_CASE("What an option is not is refused with what it must be") {
  struct Wrong {
    std::string key;
    std::string text;
    std::string message;
  };
  const auto wrong =
      GENERATE(Wrong{"batch_size", "0", "must be a whole number from 1 to 4096, not 0"},
               Wrong{"batch_size", "4097", "must be a whole number from 1 to 4096, not 4097"},
               Wrong{"batch_size", "2.5", "must be a whole number from 1 to 4096, not 2.5"},
               Wrong{"batch_size", "many", "must be a whole number from 1 to 4096, not many"},
               Wrong{"batch_size", "", "must be a whole number from 1 to 4096, not "},
               Wrong{"batch_size", "12 ", "must be a whole number from 1 to 4096, not 12 "},
               Wrong{"patience", "0", "must be a whole number from 1 to 100000 or never, not 0"},
               Wrong{"validate_every", "-1",
                     "must be a whole number from 1 to 100000 or end or never, not -1"},
               Wrong{"learning_rate", "0", "must be a number above 0, not 0"},
               Wrong{"learning_rate", "1e-60", "must be a number above 0, not 1e-60"},
               Wrong{"learning_rate", "1e60", "must be a number above 0, not 1e60"},
               Wrong{"learning_rate", "nan", "must be a number above 0, not nan"},
               Wrong{"momentum", "0.9999999999",
                     "must be a number at least 0 and below 1, not 0.9999999999"},
               Wrong{"nesterov", "1", "must be true or false, not 1"},
               Wrong{"optimizer", "newton", "must be one of adam, adamw, sgd, not newton"});
  TrainOptions options;
  CHECK_THROWS_MATCHES(option(wrong.key).set_text(options, wrong.text), std::invalid_argument,
                       Message(wrong.message));
}

TEST_CASE("What does not apply beside the other options goes back to its default") {
  TrainOptions options;
  options.optimizer = {
      .kind = OptimizerKind::kSgd, .momentum = 0.5F, .nesterov = true, .weight_decay = 0.5F};
  options.schedule = {.kind = ScheduleKind::kOneCycle, .warm_up = 0.5F, .final_fraction = 0.5F};
  reset_inapplicable(options);
  CHECK(options.optimizer.nesterov);
  CHECK(options.schedule.warm_up == 0.5F);

  options.optimizer.kind = OptimizerKind::kAdam;
  options.schedule.kind = ScheduleKind::kCosine;
  reset_inapplicable(options);
  CHECK_FALSE(options.optimizer.nesterov);
  CHECK(options.optimizer.weight_decay == 0);
  CHECK(options.schedule.warm_up == ScheduleOptions{}.warm_up);
  CHECK(options.schedule.final_fraction == 0.5F);
  CHECK_NOTHROW(check(options));
}

}  // namespace atelier::train
