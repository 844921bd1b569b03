#include "training_run.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

#include "atelier/base/grouped.h"
#include "atelier/io/model_file.h"
#include "atelier/nn/folding.h"
#include "atelier/train/calibrate.h"
#include "atelier/train/checkpoint.h"

#include "exit_code.h"
#include "interrupt.h"
#include "terminal.h"
#include "text.h"

namespace atelier::cli {
namespace {

namespace fashion_mnist = data::fashion_mnist;

/// How long an interrupt may have to wait, and a person for the next picture of the bar; longer
/// only where a single step is.
constexpr std::chrono::milliseconds kSlice{100};

}  // namespace

TrainingRun::TrainingRun(const TrainingRunOptions& options, RunRecord record, ThreadPool& pool,
                         const fashion_mnist::Files& files, const train::TrainerState* state)
    : record_(std::move(record)),
      quiet_(options.quiet),
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
      display_(training_.size(), options.quiet),
      folder_(state == nullptr
                  ? RunFolder(options.folder, options.overwrite, network_.parameters().size())
                  : RunFolder(options.folder, *state)),
      checkpointed_(trainer_.history().size()) {
  take_over_state();
}

int TrainingRun::run() {
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
    return finish_interrupted(interrupt.signal(), in_epoch());
  if (trainer_.progress().outcome == train::Outcome::kDiverged)
    return finish_diverged();
  return finish(interrupt);
}

void TrainingRun::introduce() const {
  if (quiet_)
    return;
  const train::TrainOptions& options = record_.options;
  if (!record_.recipe.empty())
    print_line(fmt::format("recipe {}", record_.recipe));
  print_line(fmt::format("{}: {} parameters, {} training and {} validation images, {} {}",
                         record_.network.name,
                         grouped(nn::trainable_parameter_count(record_.network)),
                         grouped(training_.size()), grouped(split_.validation.size()),
                         record_.threads, record_.threads == 1 ? "thread" : "threads"));
  print_line(fmt::format("{} {}, {}, learning rate {} ({}), batch size {}, seed {}", options.epochs,
                         options.epochs == 1 ? "epoch" : "epochs",
                         train::kOptimizerNames[static_cast<std::size_t>(options.optimizer.kind)],
                         options.optimizer.learning_rate,
                         train::kScheduleNames[static_cast<std::size_t>(options.schedule.kind)],
                         options.batch_size, options.seed));
  if (checkpointed_ > 0)
    print_line(fmt::format("going on after epoch {}", checkpointed_));
  print_line(fmt::format("results go to {}", folder_.path().string()));
  print_line("");
}

void TrainingRun::take_over_state() {
  const auto history = trainer_.history();
  record_.epochs_done = history.size();
  record_.best_epoch = trainer_.progress().best_epoch;
  if (!trainer_.best_parameters().empty())
    record_.kept = history[record_.best_epoch - 1];
}

void TrainingRun::take_over_finished_epochs() {
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

void TrainingRun::save_model(const nn::Network& network) const {
  folder_.save_model(network, {.class_names = {fashion_mnist::kClassNames.begin(),
                                               fashion_mnist::kClassNames.end()},
                               .training_summary = record_.summary_json(),
                               .calibration = calibration_});
}

void TrainingRun::save_results() {
  save_model(network_);
  folder_.save_run(record_.to_json());
}

std::string TrainingRun::saved_weights() const {
  if (record_.kept)
    return fmt::format("the weights of epoch {}", record_.kept->epoch);
  if (record_.epochs_done == 0)
    return "the weights as they were (no epoch was finished)";
  return "the weights as they were";
}

std::string TrainingRun::kept_summary() const {
  const train::EpochRecord& kept = record_.kept.value();
  std::string line =
      fmt::format("{} epoch: {}", kept.epoch == record_.best_epoch ? "best" : "last", kept.epoch);
  if (kept.validation_loss && kept.validation_accuracy) {
    line += fmt::format(", validation loss {:.4f}, accuracy {:.4f}", *kept.validation_loss,
                        *kept.validation_accuracy);
  }
  return line + fmt::format("; {} in all", duration(trainer_.progress().seconds));
}

int TrainingRun::finish(const InterruptWatch& interrupt) {
  if (trainer_.best_parameters().empty())
    record_.kept = trainer_.history().back();
  // Now, without test and calibration, so that whatever ends the program meanwhile, the weights are
  // there. The checkpoint stays until they are there with both.
  save_results();
  // As `atelier evaluate` does it, to the same numbers.
  const auto folded = nn::make_folded_network(network_, pool_);
  nn::Network& network = folded ? *folded : network_;
  const train::Evaluation test = evaluated(network, test_, interrupt);
  if (interrupt.signal() == 0)
    calibrate(network, interrupt);
  if (interrupt.signal() != 0)
    return finish_interrupted(interrupt.signal(), "while the result was tested");
  record_.test_loss = test.loss();
  record_.test_accuracy = test.accuracy();
  save_results();
  folder_.remove_checkpoint();
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

train::Evaluation TrainingRun::evaluated(nn::Network& network, const data::DatasetView& images,
                                         const InterruptWatch& interrupt) {
  train::Evaluation evaluation(network, images, {.keep_answers = true});
  while (!evaluation.finished() && interrupt.signal() == 0)
    evaluation.advance();
  return evaluation;
}

void TrainingRun::calibrate(nn::Network& network, const InterruptWatch& interrupt) {
  if (split_.validation.size() == 0)
    return;
  const train::Evaluation validation = evaluated(network, split_.validation, interrupt);
  if (!validation.finished())
    return;
  calibration_ = train::calibrate(
      {.probabilities = validation.answers().probabilities, .labels = split_.validation.labels});
}

std::string TrainingRun::calibration_summary(const train::Evaluation& test) const {
  const double error = train::expected_calibration_error(
      {.probabilities = test.answers().probabilities, .labels = test_.labels}, *calibration_);
  return fmt::format("expected calibration error {:.4f} at temperature {:.2f}", error,
                     calibration_->temperature);
}

std::string TrainingRun::in_epoch() const {
  return fmt::format("in epoch {}", trainer_.progress().epoch);
}

int TrainingRun::finish_interrupted(int signal, const std::string& when) {
  save_results();
  say(fmt::format("atelier: train: interrupted {}; saved {} and the history so far in {}", when,
                  saved_weights(), folder_.path().string()));
  if (checkpointed_ > 0) {
    say(fmt::format("atelier: train: to go on after epoch {}: atelier train --resume {}",
                    checkpointed_, shell_quoted(folder_.path().string())));
  }
  return kSignalOffset + signal;
}

int TrainingRun::finish_diverged() {
  save_results();
  folder_.remove_checkpoint();
  say(
      fmt::format("atelier: train: the loss was no longer finite {}, so training stopped; saved "
                  "{} in {}; a lower --learning-rate may help",
                  in_epoch(), saved_weights(), folder_.path().string()));
  return kFailure;
}

}  // namespace atelier::cli
