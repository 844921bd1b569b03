#include <chrono>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "atelier/data/fashion_mnist.h"
#include "atelier/io/model_file.h"
#include "atelier/nn/folding.h"
#include "atelier/nn/network.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/trainer.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "interrupt.h"
#include "run_folder.h"
#include "run_record.h"
#include "terminal.h"
#include "text.h"
#include "training_display.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;
namespace fashion_mnist = data::fashion_mnist;

constexpr std::size_t kMostEpochs = 100'000;
constexpr std::size_t kOfferedEpochs = 5;
constexpr double kBelowOne = 0.999999;

/// How long an interrupt may have to wait, and a person for the next picture of the bar; longer
/// only where a single step is.
constexpr std::chrono::milliseconds kSlice{100};

struct Arguments {
  std::string network = "classic";
  std::optional<std::size_t> epochs;
  train::TrainOptions options;
  std::string optimizer = "adam";
  std::size_t threads = 0;
  std::string data_folder = default_data_folder();
  std::string out_folder;
  bool overwrite = false;
  bool quiet = false;
};

/// One training from the command line: the trainer, what is shown of it and what is kept.
class Run {
 public:
  Run(const Arguments& arguments, RunRecord record, ThreadPool& pool,
      const fashion_mnist::Files& files)
      : record_(std::move(record)),
        quiet_(arguments.quiet),
        pool_(pool),
        test_(files.test.view()),
        network_(record_.network, pool),
        best_network_(record_.network, pool),
        trainer_(network_, files.train.view().slice(0, fashion_mnist::kTrainingCount),
                 files.train.view().slice(fashion_mnist::kTrainingCount,
                                          fashion_mnist::kValidationCount),
                 record_.options, pool),
        display_(fashion_mnist::kTrainingCount, arguments.quiet),
        folder_(arguments.out_folder.empty() ? new_run_folder(record_.network.name)
                                             : fs::path(arguments.out_folder),
                arguments.overwrite, network_.parameters().size()) {}

  /// Trains to the end, whichever it is; returns the exit code.
  int operator()() {
    folder_.save_run(record_.to_json());
    introduce();
    const InterruptWatch interrupt;
    while (trainer_.progress().phase != train::Phase::kFinished) {
      display_.show(trainer_.advance({.time = kSlice}));
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
  void introduce() const {
    if (quiet_)
      return;
    const train::TrainOptions& options = record_.options;
    print_line(fmt::format("{}: {} parameters, {} training and {} validation images, {} {}",
                           record_.network.name, grouped(network_.parameters().size()),
                           grouped(fashion_mnist::kTrainingCount),
                           grouped(fashion_mnist::kValidationCount), record_.threads,
                           record_.threads == 1 ? "thread" : "threads"));
    print_line(fmt::format("{} {}, learning rate {}, batch size {}, seed {}", options.epochs,
                           options.epochs == 1 ? "epoch" : "epochs",
                           options.optimizer.learning_rate, options.batch_size, options.seed));
    print_line(fmt::format("results go to {}", folder_.path().string()));
    print_line("");
  }

  /// Shows and keeps what the trainer has finished since the last call: its history, and its best
  /// weights when there are new ones.
  void take_over_finished_epochs() {
    const auto history = trainer_.history();
    const bool new_epochs = record_.epochs_done < history.size();
    while (record_.epochs_done < history.size()) {
      const train::EpochRecord& epoch = history[record_.epochs_done++];
      const bool best = epoch.epoch == trainer_.progress().best_epoch;
      folder_.append_history(epoch);
      display_.add_row(epoch, record_.options.epochs, best);
      if (best) {
        record_.best = epoch;
        // By a network of its own: the trained one may be in the middle of the next epoch already.
        std::ranges::copy(trainer_.best_parameters(), best_network_.mutable_parameters().begin());
        save_model(best_network_);
      }
    }
    if (new_epochs)
      folder_.save_run(record_.to_json());
  }

  void save_model(const nn::Network& network) const {
    folder_.save_model(network, {.class_names = {fashion_mnist::kClassNames.begin(),
                                                 fashion_mnist::kClassNames.end()},
                                 .training_summary = record_.summary_json()});
  }

  /// The model with the trainer's last word, and the record beside it.
  void save_results() {
    save_model(network_);
    folder_.save_run(record_.to_json());
  }

  /// "the weights of epoch 3", for messages.
  std::string saved_weights() const {
    if (!record_.best)
      return "the weights as they were (no epoch was finished)";
    return fmt::format("the weights of epoch {}", record_.best->epoch);
  }

  int finish() {
    // As `atelier evaluate` does it, to the same numbers.
    const auto folded = nn::make_folded_network(network_, pool_);
    const train::Evaluation test = train::evaluate(folded ? *folded : network_, test_);
    record_.test_loss = test.loss();
    record_.test_accuracy = test.accuracy();
    save_results();
    if (!quiet_) {
      print_line("");
      if (trainer_.progress().outcome == train::Outcome::kStoppedEarly) {
        print_line(fmt::format("stopped early: no lower validation loss since epoch {}",
                               record_.best->epoch));
      }
      print_line(fmt::format("best epoch: {}, validation loss {:.4f}, accuracy {:.4f}; {} in all",
                             record_.best->epoch, record_.best->validation_loss.value(),
                             record_.best->validation_accuracy.value(),
                             duration(trainer_.progress().seconds)));
    }
    print_line(fmt::format("test accuracy {:.4f}, loss {:.4f} on {} images", test.accuracy(),
                           test.loss(), grouped(test_.size())));
    print_line(fmt::format("saved {}", folder_.model_path().string()));
    return kSuccess;
  }

  int finish_interrupted(int signal) {
    save_results();
    say(fmt::format(
        "atelier: train: interrupted in epoch {}; saved {} and the history so far in {}",
        trainer_.progress().epoch, saved_weights(), folder_.path().string()));
    return kSignalOffset + signal;
  }

  int finish_diverged() {
    save_results();
    say(fmt::format(
        "atelier: train: the loss was no longer finite in epoch {}, so training stopped; saved "
        "{} in {}; a lower --learning-rate may help",
        trainer_.progress().epoch, saved_weights(), folder_.path().string()));
    return kFailure;
  }

  RunRecord record_;
  bool quiet_;
  ThreadPool& pool_;
  data::DatasetView test_;
  nn::Network network_;
  nn::Network best_network_;
  train::Trainer trainer_;
  TrainingDisplay display_;
  RunFolder folder_;
};

int train_network(const Arguments& arguments) {
  const auto started = std::chrono::system_clock::now();
  // Everything that can be wrong is found before a person is asked, and long before the first
  // epoch.
  const nn::NetworkSpec network = named_network(arguments.network);
  const fashion_mnist::Files files = fashion_mnist::load(arguments.data_folder);
  ThreadPool pool(arguments.threads);

  RunRecord record;
  record.network = network;
  record.network_argument = arguments.network;
  record.options = arguments.options;
  record.options.optimizer.kind = train::optimizer_kind(arguments.optimizer);
  record.data_folder = arguments.data_folder;
  record.started = started;
  record.threads = pool.thread_count();
  if (arguments.epochs) {
    record.options.epochs = *arguments.epochs;
  } else if (can_ask()) {
    record.options.epochs = ask_for_number("How many epochs (passes over the training images)?",
                                           kOfferedEpochs, kMostEpochs);
  } else {
    record.options.epochs = kOfferedEpochs;
  }
  return Run(arguments, std::move(record), pool, files)();
}

/// A range that the option's own text tells, so that its line in the help stays short.
template <typename Number>
CLI::Validator in_range(Number low, Number high) {
  return CLI::Range(low, high).description("");
}

constexpr const char* kFooter = R"(Examples:
  atelier train                                    classic; asks for the epochs
  atelier train two-block --epochs 20 --patience 5
  atelier train --network my-network.json --epochs 10 --optimizer sgd --learning-rate 0.05

While it trains, the folder holds model.safetensors (the weights of the epoch with the
lowest validation loss so far), history.jsonl (one line for each finished epoch) and
run.json (options and results). Ctrl-C ends the training and keeps all three. The same
seed gives the same weights, with any number of threads.)";

}  // namespace

void add_train_command(CLI::App& application, Action& action) {
  CLI::App* command = application.add_subcommand("train", "Train a network on Fashion-MNIST");
  const auto arguments = std::make_shared<Arguments>();
  train::TrainOptions& options = arguments->options;

  command
      ->add_option("network,--preset,--network", arguments->network,
                   "A preset's name, or a network in a JSON file")
      ->type_name("PRESET|FILE")
      ->capture_default_str();
  command
      ->add_option("--epochs", arguments->epochs,
                   "Passes over the 48,000 training images (default: asks on a terminal, else 5)")
      ->type_name("N")
      ->check(in_range(std::size_t{1}, kMostEpochs));
  command->add_option("--batch-size", options.batch_size, "Images in a step: 1 to 4096")
      ->type_name("N")
      ->check(in_range(1, 4096))
      ->capture_default_str();
  command->add_option("--optimizer", arguments->optimizer, "How weights are moved: adam or sgd")
      ->type_name("NAME")
      ->check(CLI::IsMember({"adam", "sgd"}).description(""))
      ->capture_default_str();
  command
      ->add_option("--learning-rate", options.optimizer.learning_rate,
                   "How far they are moved in a step")
      ->type_name("X")
      ->check(CLI::Validator(CLI::PositiveNumber).description(""))
      ->default_str("0.001");
  CLI::Option* momentum =
      command->add_option("--momentum", options.optimizer.momentum, "Of sgd: 0 to below 1")
          ->type_name("X")
          ->check(in_range(0.0, kBelowOne))
          ->default_str("0.9");
  command
      ->add_option("--label-smoothing", options.label_smoothing,
                   "Share of the target spread evenly over all classes: 0 to below 1")
      ->type_name("X")
      ->check(in_range(0.0, kBelowOne))
      ->default_str("0");
  command
      ->add_option("--patience", options.patience,
                   "Stop after N epochs in a row without a lower validation loss (default: never)")
      ->type_name("N")
      ->check(in_range(std::size_t{1}, kMostEpochs));
  command->add_option("--seed", options.seed, "Decides first weights, order of images and dropout")
      ->type_name("N")
      ->capture_default_str();
  add_threads_option(*command, arguments->threads);
  add_data_option(*command, arguments->data_folder);
  command
      ->add_option("--out", arguments->out_folder,
                   "Folder for the results (default: runs/NAME-DATE-TIME)")
      ->type_name("DIR");
  command->add_flag("--overwrite", arguments->overwrite,
                    "Let --out name a folder that holds a model already");
  command->add_flag("--quiet", arguments->quiet, "Print the result alone");
  command->footer(kFooter);

  command->final_callback([arguments, momentum, &action] {
    if (momentum->count() > 0 && arguments->optimizer != "sgd") {
      throw CLI::ValidationError("--momentum", "only --optimizer sgd has a momentum");
    }
    action = [arguments] { return train_network(*arguments); };
  });
}

}  // namespace atelier::cli
