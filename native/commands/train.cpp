#include <chrono>
#include <filesystem>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>

#include "atelier/data/fashion_mnist.h"
#include "atelier/io/model_file.h"
#include "atelier/nn/folding.h"
#include "atelier/nn/network.h"
#include "atelier/train/calibrate.h"
#include "atelier/train/checkpoint.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/recipe.h"
#include "atelier/train/trainer.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "interrupt.h"
#include "interrupted_run.h"
#include "run_folder.h"
#include "run_record.h"
#include "terminal.h"
#include "text.h"
#include "training_display.h"
#include "training_flags.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;
namespace fashion_mnist = data::fashion_mnist;

constexpr std::size_t kMostEpochs = 100'000;

/// What is trained if nobody says.
constexpr const char* kDefaultRecipe = "classic";

/// How long an interrupt may have to wait, and a person for the next picture of the bar; longer
/// only where a single step is.
constexpr std::chrono::milliseconds kSlice{100};

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

/// One training from the command line: the trainer, what is shown of it and what is kept.
class Run {
 public:
  /// @param state where an interrupted training goes on; null for a new one.
  Run(const Arguments& arguments, RunRecord record, ThreadPool& pool,
      const fashion_mnist::Files& files, const train::TrainerState* state)
      : record_(std::move(record)),
        quiet_(arguments.quiet),
        pool_(pool),
        test_(files.test.view()),
        network_(record_.network, pool),
        best_network_(record_.network, pool),
        split_(fashion_mnist::split(files.train.view(), record_.options.include_validation)),
        training_(train::chosen_images(record_.options, split_.training)),
        trainer_(state == nullptr
                     ? train::Trainer(network_, training_, split_.validation, record_.options, pool)
                     : train::Trainer(network_, training_, split_.validation, record_.options, pool,
                                      *state)),
        display_(training_.size(), arguments.quiet),
        folder_(state == nullptr ? RunFolder(out_folder(arguments, record_), arguments.overwrite,
                                             network_.parameters().size())
                                 : RunFolder(arguments.resumed_folder, *state)),
        checkpointed_(trainer_.history().size()) {
    take_over_state();
  }

  /// Trains to the end, whichever it is; returns the exit code.
  int operator()() {
    // Before anything says that there is something to interrupt.
    const InterruptWatch interrupt;
    folder_.save_run(record_.to_json());
    introduce();
    while (trainer_.progress().phase != train::Phase::kFinished) {
      display_.show(trainer_.advance({.time = kSlice, .epoch_end = true}));
      take_over_finished_epochs();
      if (interrupt.signal() != 0 && trainer_.progress().phase != train::Phase::kFinished) {
        trainer_.stop();
      }
    }
    display_.clear();
    record_.outcome = train::to_string(trainer_.progress().outcome);
    if (interrupt.signal() != 0)
      return finish_interrupted(interrupt.signal());
    if (trainer_.progress().outcome == train::Outcome::kDiverged)
      return finish_diverged();
    return finish();
  }

 private:
  static fs::path out_folder(const Arguments& arguments, const RunRecord& record) {
    if (!arguments.out_folder.empty())
      return arguments.out_folder;
    return new_run_folder(record.recipe.empty() ? record.network.name : record.recipe);
  }

  void introduce() const {
    if (quiet_)
      return;
    const train::TrainOptions& options = record_.options;
    if (!record_.recipe.empty())
      print_line(fmt::format("recipe {}", record_.recipe));
    print_line(fmt::format("{}: {} parameters, {} training and {} validation images, {} {}",
                           record_.network.name, grouped(network_.parameters().size()),
                           grouped(training_.size()), grouped(split_.validation.size()),
                           record_.threads, record_.threads == 1 ? "thread" : "threads"));
    print_line(fmt::format("{} {}, {}, learning rate {} ({}), batch size {}, seed {}",
                           options.epochs, options.epochs == 1 ? "epoch" : "epochs",
                           train::kOptimizerNames[static_cast<std::size_t>(options.optimizer.kind)],
                           options.optimizer.learning_rate,
                           train::kScheduleNames[static_cast<std::size_t>(options.schedule.kind)],
                           options.batch_size, options.seed));
    if (checkpointed_ > 0)
      print_line(fmt::format("going on after epoch {}", checkpointed_));
    print_line(fmt::format("results go to {}", folder_.path().string()));
    print_line("");
  }

  /// What an interrupted training had come to, and has in its folder.
  void take_over_state() {
    const auto history = trainer_.history();
    record_.epochs_done = history.size();
    record_.best_epoch = trainer_.progress().best_epoch;
    if (!trainer_.best_parameters().empty())
      record_.kept = history[record_.best_epoch - 1];
  }

  /// Shows and keeps what the trainer has finished since the last call: its history, and its best
  /// weights when there are new ones that are wanted.
  void take_over_finished_epochs() {
    const auto history = trainer_.history();
    const bool new_epochs = record_.epochs_done < history.size();
    record_.best_epoch = trainer_.progress().best_epoch;
    while (record_.epochs_done < history.size()) {
      const train::EpochRecord& epoch = history[record_.epochs_done++];
      const bool best = epoch.epoch == record_.best_epoch;
      folder_.append_history(epoch);
      display_.add_row(epoch, record_.options.epochs, best);
      if (best && !trainer_.best_parameters().empty()) {
        record_.kept = epoch;
        // By a network of its own: the trained one may be in the middle of the next epoch already.
        std::ranges::copy(trainer_.best_parameters(), best_network_.mutable_parameters().begin());
        save_model(best_network_);
      }
    }
    if (new_epochs)
      folder_.save_run(record_.to_json());
    if (trainer_.is_between_epochs() && checkpointed_ < history.size()) {
      folder_.save_checkpoint(train::write_checkpoint(
          {.network = network_.spec(), .options = record_.options, .state = trainer_.state()}));
      checkpointed_ = history.size();
    }
  }

  void save_model(const nn::Network& network) const {
    folder_.save_model(network, {.class_names = {fashion_mnist::kClassNames.begin(),
                                                 fashion_mnist::kClassNames.end()},
                                 .training_summary = record_.summary_json(),
                                 .calibration = calibration_});
  }

  /// The model with the trainer's last word, and the record beside it.
  void save_results() {
    save_model(network_);
    folder_.save_run(record_.to_json());
  }

  /// "the weights of epoch 3", for messages.
  std::string saved_weights() const {
    if (record_.kept)
      return fmt::format("the weights of epoch {}", record_.kept->epoch);
    if (record_.epochs_done == 0)
      return "the weights as they were (no epoch was finished)";
    return "the weights as they were";
  }

  /// "best epoch: 3, validation loss 0.2345, accuracy 0.9123; 20 s in all".
  std::string kept_summary() const {
    const train::EpochRecord& kept = record_.kept.value();
    std::string line =
        fmt::format("{} epoch: {}", kept.epoch == record_.best_epoch ? "best" : "last", kept.epoch);
    if (kept.validation_loss && kept.validation_accuracy) {
      line += fmt::format(", validation loss {:.4f}, accuracy {:.4f}", *kept.validation_loss,
                          *kept.validation_accuracy);
    }
    return line + fmt::format("; {} in all", duration(trainer_.progress().seconds));
  }

  int finish() {
    folder_.remove_checkpoint();
    if (trainer_.best_parameters().empty())
      record_.kept = trainer_.history().back();
    // As `atelier evaluate` does it, to the same numbers.
    const auto folded = nn::make_folded_network(network_, pool_);
    nn::Network& network = folded ? *folded : network_;
    const train::Evaluation test = train::evaluate(network, test_, {.keep_answers = true});
    calibrate(network);
    record_.test_loss = test.loss();
    record_.test_accuracy = test.accuracy();
    save_results();
    if (!quiet_) {
      print_line("");
      if (trainer_.progress().outcome == train::Outcome::kStoppedEarly) {
        print_line(fmt::format("stopped early: no lower validation loss since epoch {}",
                               record_.best_epoch));
      }
      print_line(kept_summary());
    }
    print_line(fmt::format("test accuracy {:.4f}, loss {:.4f} on {} images", test.accuracy(),
                           test.loss(), grouped(test_.size())));
    if (calibration_ && !quiet_)
      print_line(calibration_summary(test));
    print_line(fmt::format("saved {}", folder_.model_path().string()));
    if (!quiet_) {
      print_line(fmt::format("report: atelier report {}", shell_quoted(folder_.path().string())));
    }
    return kSuccess;
  }

  /// By the validation images, where there are any.
  void calibrate(nn::Network& network) {
    if (split_.validation.size() == 0)
      return;
    const train::Evaluation validation =
        train::evaluate(network, split_.validation, {.keep_answers = true});
    calibration_ = train::calibrate(
        {.probabilities = validation.answers().probabilities, .labels = split_.validation.labels});
  }

  /// Of the test images: "expected calibration error 0.0123 at temperature 0.87".
  std::string calibration_summary(const train::Evaluation& test) const {
    const double error = train::expected_calibration_error(
        {.probabilities = test.answers().probabilities, .labels = test_.labels}, *calibration_);
    return fmt::format("expected calibration error {:.4f} at temperature {:.2f}", error,
                       calibration_->temperature);
  }

  int finish_interrupted(int signal) {
    save_results();
    say(fmt::format(
        "atelier: train: interrupted in epoch {}; saved {} and the history so far in {}",
        trainer_.progress().epoch, saved_weights(), folder_.path().string()));
    if (checkpointed_ > 0) {
      say(fmt::format("atelier: train: to go on after epoch {}: atelier train --resume {}",
                      checkpointed_, shell_quoted(folder_.path().string())));
    }
    return kSignalOffset + signal;
  }

  int finish_diverged() {
    folder_.remove_checkpoint();
    save_results();
    say(fmt::format(
        "atelier: train: the loss was no longer finite in epoch {}, so training stopped; saved "
        "{} in {}; a lower --learning-rate may help",
        trainer_.progress().epoch, saved_weights(), folder_.path().string()));
    return kFailure;
  }

  RunRecord record_;
  std::optional<nn::Calibration> calibration_;  ///< Once training has finished.
  bool quiet_;
  ThreadPool& pool_;
  data::DatasetView test_;
  nn::Network network_;
  nn::Network best_network_;
  fashion_mnist::Split split_;
  data::DatasetView training_;  ///< What the options choose of the split's.
  train::Trainer trainer_;
  TrainingDisplay display_;
  RunFolder folder_;
  std::size_t checkpointed_;  ///< How many epochs the folder's checkpoint has behind it.
};

/// The recipes' names, for messages.
std::string known_recipes() {
  std::string names;
  for (const train::Recipe& recipe : train::recipes())
    names += (names.empty() ? "" : ", ") + recipe.name;
  return names;
}

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
  return Run(arguments, std::move(interrupted.record), pool, files, &interrupted.state)();
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
    record.options.epochs = ask_for_number("How many epochs (passes over the training images)?",
                                           record.options.epochs, kMostEpochs);
  }
  return Run(arguments, std::move(record), pool, files, nullptr)();
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
