#include <chrono>
#include <filesystem>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <utility>

#include "atelier/data/fashion_mnist.h"
#include "atelier/nn/network_spec.h"
#include "atelier/train/recipe.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "interrupted_run.h"
#include "run_folder.h"
#include "run_record.h"
#include "terminal.h"
#include "training_flags.h"
#include "training_run.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;
namespace fashion_mnist = data::fashion_mnist;

/// What is trained if nobody says.
constexpr const char* kDefaultRecipe = "classic";

struct Arguments {
  std::string name;     ///< A recipe's, or a preset's or file's.
  std::string network;  ///< A preset or a file, instead.
  TrainingFlags flags;
  std::size_t threads = 0;
  std::string data_folder = default_data_folder();
  std::string out_folder;
  std::string resumed_folder;
  bool overwrite = false;
  bool quiet = false;
};

/// A preset or file that stands where a recipe could.
nn::NetworkSpec network_of_name(const std::string& name) {
  try {
    return named_network(name);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}; recipes are {}", error.what(), known_recipes()));
  }
}

/// What a person asked for, by a recipe's name or a network's, and by flags.
RunRecord requested(const Arguments& arguments) {
  RunRecord record;
  const bool named = !arguments.name.empty() || !arguments.network.empty();
  const std::string& name = named ? arguments.name : kDefaultRecipe;
  if (const train::Recipe* recipe = train::find_recipe(name)) {
    record.recipe = recipe->name;
    record.network = recipe->network;
    record.options = recipe->options;
  } else if (!name.empty()) {
    if (!arguments.network.empty()) {
      throw UsageError(
          fmt::format("train: {} is no recipe, so --network names a second network", name));
    }
    record.network = network_of_name(name);
    record.network_argument = name;
  }
  if (!arguments.network.empty()) {
    record.network = named_network(arguments.network);
    record.network_argument = arguments.network;
  }
  record.options = arguments.flags.applied_to(record.options);
  return record;
}

std::string now() {
  const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%FT%TZ}", fmt::gmtime(time));
}

int resume_training(const Arguments& arguments) {
  if (!arguments.name.empty() || !arguments.network.empty() || !arguments.out_folder.empty() ||
      arguments.overwrite || arguments.flags.any_given()) {
    throw UsageError(
        "train: --resume goes on with the network and the options that the training began with, in "
        "its own folder; beside it only --threads, --data and --quiet can be given");
  }
  InterruptedRun interrupted = load_interrupted_run(arguments.resumed_folder);
  const fashion_mnist::Files files = fashion_mnist::load(arguments.data_folder);
  ThreadPool pool(arguments.threads);
  interrupted.record.data_folder = arguments.data_folder;
  interrupted.record.threads = pool.thread_count();
  TrainingRun run({.folder = arguments.resumed_folder, .quiet = arguments.quiet},
                  std::move(interrupted.record), pool, files, &interrupted.state);
  return run.run();
}

int train_network(const Arguments& arguments) {
  if (!arguments.resumed_folder.empty())
    return resume_training(arguments);
  std::string started = now();
  // Everything that can be wrong is found before a person is asked, and long before the first
  // epoch.
  RunRecord record = requested(arguments);
  const fashion_mnist::Files files = fashion_mnist::load(arguments.data_folder);
  ThreadPool pool(arguments.threads);
  record.data_folder = arguments.data_folder;
  record.started = std::move(started);
  record.threads = pool.thread_count();
  // A recipe that was named knows its epochs.
  const bool has_epochs =
      arguments.flags.given("epochs") || (!record.recipe.empty() && !arguments.name.empty());
  if (!has_epochs && can_ask()) {
    record.options.epochs =
        ask_for_number("How many epochs (passes over the training images)?", record.options.epochs,
                       static_cast<std::size_t>(train::kEpochsRange.high));
  }
  const fs::path folder =
      arguments.out_folder.empty()
          ? new_run_folder(record.recipe.empty() ? record.network.name : record.recipe)
          : fs::path(arguments.out_folder);
  TrainingRun run({.folder = folder, .overwrite = arguments.overwrite, .quiet = arguments.quiet},
                  std::move(record), pool, files, nullptr);
  return run.run();
}

constexpr const char* kFooter = R"(Examples:
  atelier train                                    the recipe classic; asks for the epochs
  atelier train two-block --epochs 20 --patience 5
  atelier train two-block --optimizer sgd --nesterov --l2 2.5e-4 --learning-rate 0.05
  atelier train --network my-network.json --epochs 10 --schedule one-cycle
  atelier train --resume runs/two-block-20261120-201500

A recipe gives network and options, and any flag overrides what it says; `atelier recipes`
lists them. Defaults in this help are those of a training without a recipe.

While it trains, the folder holds model.safetensors (the weights of the epoch with the
lowest validation loss so far; with --keep last, the last ones, when it ends),
history.jsonl (one line for each finished epoch) and run.json (options and results).
Ctrl-C ends the training and keeps all three; --resume with the folder goes on after the last
epoch that was finished, to the same bits, as after a crash. The same seed gives the same
weights, with any number of threads.)";

}  // namespace

void add_train_command(CLI::App& application, Action& action) {
  CLI::App* command = application.add_subcommand("train", "Train a network on Fashion-MNIST");
  const auto arguments = std::make_shared<Arguments>();

  command
      ->add_option("name", arguments->name,
                   "A recipe's name (default: classic), or a preset's, or a network in a JSON file")
      ->type_name("RECIPE|PRESET|FILE");
  command
      ->add_option("--network,--preset", arguments->network,
                   "Another network than the recipe's: a preset's name, or a JSON file")
      ->type_name("PRESET|FILE");
  arguments->flags.add_to(*command);
  add_threads_option(*command, arguments->threads);
  add_data_option(*command, arguments->data_folder);
  command
      ->add_option("--out", arguments->out_folder,
                   "Folder for the results (default: runs/NAME-DATE-TIME)")
      ->type_name("DIR");
  command
      ->add_option("--resume", arguments->resumed_folder,
                   "Go on with the interrupted training of this folder")
      ->type_name("DIR");
  command->add_flag("--overwrite", arguments->overwrite,
                    "Let --out name a folder that holds a training already");
  command->add_flag("--quiet", arguments->quiet, "Print the result alone");
  command->footer(kFooter);

  command->final_callback(
      [arguments, &action] { action = [arguments] { return train_network(*arguments); }; });
}

}  // namespace atelier::cli
