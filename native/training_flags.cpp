#include "training_flags.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

#include "atelier/train/option_list.h"

#include "exit_code.h"

namespace atelier::cli {
namespace {

using train::OptionType;
using train::TrainOption;

/// "batch-size" for the option batch_size.
std::string dashed(std::string_view key) {
  std::string name(key);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

/// What stands for the value in the help: "N", "X", "N|never", "adam|adamw|sgd".
std::string value_name(const TrainOption& option) {
  std::string name;
  if (option.type == OptionType::kWhole)
    name = "N";
  if (option.type == OptionType::kNumber)
    name = "X";
  for (const train::OptionWord& word : option.words)
    name += (name.empty() ? "" : "|") + std::string(word.text);
  return name;
}

/// "Images in a step: a whole number from 1 to 4096 (default: 128)".
std::string help(const TrainOption& option) {
  std::string text(option.sentence);
  if (option.type == OptionType::kWhole || option.type == OptionType::kNumber)
    text += ": " + option.expectation();
  if (!option.applies_to.empty())
    text += fmt::format("; {} only", option.applies_to);
  return text + fmt::format(" (default: {})", option.text({}));
}

}  // namespace

void TrainingFlags::add_to(CLI::App& command, std::string_view group) {
  command_ = command.get_name();
  for (const TrainOption& option : train::train_option_list()) {
    if (!group.empty() && option.group != group)
      continue;
    const std::string name = "--" + dashed(option.key);
    if (option.type == OptionType::kSwitch) {
      command
          .add_flag_function(
              name + ",!--no-" + dashed(option.key),
              [this, &option](std::int64_t count) {
                given_.push_back({&option, count > 0 ? "true" : "false"});
              },
              help(option))
          ->group(std::string(option.group));
      continue;
    }
    const auto problem = [&option](const std::string& text) -> std::string {
      try {
        train::TrainOptions scratch;
        option.set_text(scratch, text);
        return {};
      } catch (const std::invalid_argument& error) {
        return error.what();
      }
    };
    command
        .add_option_function<std::string>(
            name, [this, &option](const std::string& text) { given_.push_back({&option, text}); },
            help(option))
        ->type_name(value_name(option))
        ->check(CLI::Validator(problem, ""))
        ->group(std::string(option.group));
  }
}

bool TrainingFlags::given(std::string_view key) const {
  return std::ranges::any_of(given_, [&](const Given& given) { return given.option->key == key; });
}

train::TrainOptions TrainingFlags::applied_to(train::TrainOptions options) const {
  for (const Given& given : given_)
    given.option->set_text(options, given.text);
  for (const Given& given : given_) {
    // To switch off what could not be on is no mistake.
    const bool switched_off =
        given.option->type == OptionType::kSwitch && given.option->get(options) == 0;
    if (!switched_off && !given.option->applies(options)) {
      throw UsageError(fmt::format("{}: --{} is for {} only", command_, dashed(given.option->key),
                                   given.option->applies_to));
    }
  }
  train::reset_inapplicable(options);
  try {
    train::check(options);
  } catch (const std::invalid_argument& error) {
    throw UsageError(fmt::format("{}: {}", command_, error.what()));
  }
  return options;
}

std::string training_flags(const train::TrainOptions& options) {
  std::string line;
  for (const TrainOption& option : train::train_option_list()) {
    if (!option.applies(options))
      continue;
    const std::string text = option.text(options);
    if (option.type != OptionType::kSwitch) {
      line += fmt::format(" --{} {}", dashed(option.key), text);
    } else {
      line += fmt::format(" --{}{}", text == "true" ? "" : "no-", dashed(option.key));
    }
  }
  return line;
}

}  // namespace atelier::cli
