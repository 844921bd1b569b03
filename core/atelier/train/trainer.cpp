#include "atelier/train/trainer.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "atelier/ops/softmax.h"
#include "atelier/train/data_check.h"

namespace atelier::train {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::size_t divide_rounding_up(std::size_t count, std::size_t size) {
  return (count + size - 1) / size;
}

const TrainOptions& checked(const TrainOptions& options) {
  check(options);
  return options;
}

/// Whether it is of the epochs 1, 2, ... of such a network.
bool is_history_of(const nn::Network& network, std::span<const EpochRecord> history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto& confusion = history[i].validation_confusion;
    if (history[i].epoch != i + 1 ||
        (confusion && confusion->class_count() != network.class_count()))
      return false;
  }
  return true;
}

void check_data(const std::string& part, const nn::Network& network,
                const data::DatasetView& data) {
  check_data_fits("trainer: " + part + " data", network, data);
  if (data.size() == 0)
    throw std::invalid_argument("trainer: there are no " + part + " images");
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnfinished:
      return "unfinished";
    case Outcome::kCompleted:
      return "completed";
    case Outcome::kStoppedEarly:
      return "stopped early";
    case Outcome::kStopped:
      return "stopped";
    case Outcome::kDiverged:
      return "diverged";
  }
  throw std::invalid_argument("outcome: no such value");
}

Trainer::Trainer(nn::Network& network, const data::DatasetView& training,
                 const data::DatasetView& validation, const TrainOptions& options, ThreadPool& pool)
    : network_(network),
      training_(chosen_images(options, training)),
      validation_(validation),
      options_(checked(options)),
      pool_(pool),
      optimizer_(options.optimizer, network.parameter_list()),
      early_stopping_(options.patience.value_or(std::numeric_limits<std::size_t>::max())),
      plateau_(options.schedule),
      augmentation_(options.augmentation, training.image_shape, options.seed) {
  check_data("training", network, training);
  if (options.validate_every != kNeverValidate)
    check_data("validation", network, validation);
  network.initialize(options.seed);
  network.zero_gradients();
  progress_.epochs = options.epochs;
  start_epoch(1);
}

Trainer::Trainer(nn::Network& network, const data::DatasetView& training,
                 const data::DatasetView& validation, const TrainOptions& options, ThreadPool& pool,
                 const TrainerState& state)
    : Trainer(network, training, validation, options, pool) {
  restore(state);
}

TrainerState Trainer::state() const {
  if (!is_between_epochs())
    throw std::logic_error("trainer: only between two epochs can its state be taken");
  const std::span<const float> parameters = network_.parameters();
  return {.epochs = progress_.epochs,
          .seconds = progress_.seconds,
          .patience_since = early_stopping_.since_epoch(),
          .history = history_,
          .parameters = {parameters.begin(), parameters.end()},
          .optimizer = optimizer_.state(),
          .best_parameters = best_parameters_,
          .backup_parameters = backup_parameters_};
}

void Trainer::restore(const TrainerState& state) {
  const std::size_t epochs_done = state.history.size();
  const std::size_t count = network_.parameters().size();
  const auto fits = [count](const std::vector<float>& parameters) {
    return parameters.empty() || parameters.size() == count;
  };
  if (state.parameters.size() != count || !fits(state.best_parameters) ||
      !fits(state.backup_parameters)) {
    throw std::invalid_argument("trainer: the state to go on from is that of another network");
  }
  if (epochs_done == 0 || epochs_done >= state.epochs || state.patience_since > epochs_done ||
      !is_history_of(network_, state.history) ||
      state.optimizer.steps != epochs_done * progress_.steps) {
    throw std::invalid_argument(
        "trainer: the state to go on from is that of other options or data");
  }
  const bool validated = std::ranges::any_of(
      state.history, [](const EpochRecord& record) { return record.validation_loss.has_value(); });
  if (state.best_parameters.empty() == (validated && keeps_best()) ||
      state.backup_parameters.empty() == state.best_parameters.empty()) {
    throw std::invalid_argument(
        "trainer: the state to go on from lacks weights that it must have, or has some that it "
        "cannot have");
  }
  optimizer_.restore(state.optimizer);
  put_into_network(state.parameters);
  best_parameters_ = state.best_parameters;
  backup_parameters_ = state.backup_parameters;
  history_ = state.history;
  steps_taken_ = static_cast<std::uint32_t>(state.optimizer.steps);
  for (const EpochRecord& record : history_) {
    if (!record.validation_loss)
      continue;
    early_stopping_.update(record.epoch, *record.validation_loss);
    plateau_.update(record.epoch, *record.validation_loss);
  }
  early_stopping_.count_from(state.patience_since);
  progress_.best_epoch = early_stopping_.best_epoch();
  progress_.epochs = state.epochs;
  progress_.seconds = state.seconds;
  start_epoch(epochs_done + 1);
}

const Progress& Trainer::advance(const Budget& budget) {
  const Clock::time_point start = Clock::now();
  const double seconds_before = progress_.seconds;
  const std::size_t epochs_before = history_.size();
  for (std::size_t steps = 1; progress_.phase != Phase::kFinished; ++steps) {
    if (progress_.phase == Phase::kTraining) {
      train_step();
    } else {
      validate_step();
    }
    progress_.seconds = seconds_before + seconds_since(start);
    // Rounded down to the budget's unit: the longest budget has no equivalent in the clock's.
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    if (steps >= budget.steps || elapsed >= budget.time ||
        (budget.epoch_end && history_.size() > epochs_before)) {
      break;
    }
  }
  return progress_;
}

void Trainer::stop() {
  if (progress_.phase != Phase::kFinished)
    finish(Outcome::kStopped);
}

void Trainer::stop_after_epoch() {
  if (progress_.phase == Phase::kFinished || progress_.epoch == progress_.epochs)
    return;
  progress_.epochs = progress_.epoch;
  stops_after_epoch_ = true;
}

void Trainer::extend(std::size_t epochs) {
  if (progress_.phase != Phase::kFinished)
    throw std::logic_error("trainer: a training that has not finished cannot be extended");
  if (progress_.outcome == Outcome::kDiverged) {
    throw std::invalid_argument(
        "trainer: the loss was no longer finite, so the training cannot go on");
  }
  if (epochs < 1)
    throw std::invalid_argument("trainer: at least 1 more epoch must be asked for");
  if (history_.size() >= options_.epochs && fraction_after_end(options_.schedule) == 0) {
    throw std::invalid_argument(
        "trainer: the schedule has ended at a learning rate of 0: more epochs would change "
        "nothing (a final fraction above 0 would let them)");
  }
  put_into_network(training_parameters_);
  early_stopping_.start_over();
  stops_after_epoch_ = false;
  progress_.outcome = Outcome::kUnfinished;
  progress_.epochs = history_.size() + epochs;
  if (history_.size() == progress_.epoch) {
    start_epoch(progress_.epoch + 1);
  } else if (progress_.images == training_.size()) {
    start_validation();
  } else {
    progress_.phase = Phase::kTraining;
  }
}

void Trainer::start_epoch(std::size_t epoch) {
  order_ =
      data::shuffled_indices(training_.size(), options_.seed, static_cast<std::uint32_t>(epoch));
  loss_sum_ = 0;
  correct_ = 0;
  training_seconds_ = 0;
  progress_.phase = Phase::kTraining;
  progress_.epoch = epoch;
  progress_.step = 0;
  progress_.steps = divide_rounding_up(training_.size(), options_.batch_size);
  progress_.images = 0;
  progress_.loss = 0;
  progress_.accuracy = 0;
  progress_.images_per_second = 0;
}

void Trainer::train_step() {
  const Clock::time_point start = Clock::now();
  const std::size_t count = std::min(options_.batch_size, training_.size() - progress_.images);
  batch_.gather(training_, std::span(order_).subspan(progress_.images, count), augmentation_,
                static_cast<std::uint32_t>(progress_.epoch), pool_);

  const nn::Pass pass = {.training = true, .seed = options_.seed, .step = steps_taken_};
  const std::span<const float> logits = network_.forward(batch_.images(), count, pass);
  logits_gradient_.resize(logits.size());
  const ops::CrossEntropy result = ops::softmax_cross_entropy(
      logits.data(), batch_.labels(), network_.class_count(), options_.label_smoothing,
      1.0F / static_cast<float>(count), logits_gradient_.data());
  if (!std::isfinite(result.loss_sum)) {
    finish(Outcome::kDiverged);
    return;
  }
  back_up();

  network_.backward(logits_gradient_.span());
  set_learning_rate();
  optimizer_.step(network_.mutable_parameters(), network_.mutable_gradients(), pool_);
  ++steps_taken_;

  loss_sum_ += result.loss_sum;
  correct_ += result.correct;
  training_seconds_ += seconds_since(start);
  ++progress_.step;
  progress_.images += count;
  const auto images = static_cast<double>(progress_.images);
  progress_.loss = loss_sum_ / images;
  progress_.accuracy = static_cast<double>(correct_) / images;
  progress_.images_per_second = training_seconds_ > 0 ? images / training_seconds_ : 0;
  if (progress_.images == training_.size())
    end_training_phase();
}

void Trainer::set_learning_rate() {
  const ScheduleOptions& schedule = options_.schedule;
  const double fraction =
      schedule.kind == ScheduleKind::kReduceOnPlateau
          ? plateau_.fraction()
          : scheduled_fraction(schedule, steps_taken_, progress_.steps, options_.epochs);
  learning_rate_ = static_cast<float>(options_.optimizer.learning_rate * fraction);
  optimizer_.set_learning_rate(learning_rate_);
}

/// Not at each step: copying the 394,530 parameters of `classic` takes 0.1 ms, a step of it 3 ms.
/// Nor where best weights would be put back anyway.
void Trainer::back_up() {
  if (!best_parameters_.empty() || steps_taken_ % kBackupInterval != 0)
    return;
  const std::span<const float> parameters = last_parameters();
  backup_parameters_.assign(parameters.begin(), parameters.end());
}

void Trainer::end_training_phase() {
  if (is_validated(progress_.epoch)) {
    start_validation();
  } else {
    finish_epoch(std::nullopt, std::nullopt);
  }
}

bool Trainer::is_validated(std::size_t epoch) const {
  return options_.validate_every != kNeverValidate &&
         (epoch % options_.validate_every == 0 || epoch == progress_.epochs);
}

void Trainer::start_validation() {
  if (!optimizer_.average().empty()) {
    const std::span<const float> parameters = network_.parameters();
    training_parameters_.assign(parameters.begin(), parameters.end());
    put_into_network(optimizer_.average());
  }
  evaluation_.emplace(network_, validation_,
                      EvaluationOptions{.batch_size = kUsualEvaluationBatch});
  progress_.phase = Phase::kValidating;
  progress_.step = 0;
  progress_.steps = divide_rounding_up(validation_.size(), kUsualEvaluationBatch);
}

void Trainer::validate_step() {
  evaluation_->advance();
  ++progress_.step;
  if (evaluation_->finished())
    finish_validation();
}

void Trainer::finish_validation() {
  const double loss = evaluation_->loss();
  const ConfusionMatrix confusion = evaluation_->confusion();
  evaluation_.reset();
  if (!std::isfinite(loss)) {
    finish(Outcome::kDiverged);
    return;
  }
  if (early_stopping_.update(progress_.epoch, loss)) {
    progress_.best_epoch = progress_.epoch;
    if (keeps_best()) {
      const std::span<const float> parameters = network_.parameters();
      best_parameters_.assign(parameters.begin(), parameters.end());
      backup_parameters_ = {};
    }
  }
  plateau_.update(progress_.epoch, loss);
  if (!optimizer_.average().empty())
    put_into_network(training_parameters_);
  finish_epoch(loss, confusion);
}

void Trainer::finish_epoch(std::optional<double> validation_loss,
                           const std::optional<ConfusionMatrix>& validation_confusion) {
  std::optional<double> validation_accuracy;
  if (validation_confusion)
    validation_accuracy = validation_confusion->accuracy();
  history_.push_back({
      .epoch = progress_.epoch,
      .training_loss = progress_.loss,
      .training_accuracy = progress_.accuracy,
      .validation_loss = validation_loss,
      .validation_accuracy = validation_accuracy,
      .learning_rate = learning_rate_,
      .seconds = training_seconds_,
      .images_per_second = progress_.images_per_second,
      .validation_confusion = validation_confusion,
  });
  if (validation_loss && early_stopping_.should_stop()) {
    finish(Outcome::kStoppedEarly);
  } else if (progress_.epoch == progress_.epochs) {
    finish(stops_after_epoch_ ? Outcome::kStopped : Outcome::kCompleted);
  } else {
    start_epoch(progress_.epoch + 1);
  }
}

void Trainer::finish(Outcome outcome) {
  const bool average_is_validated = evaluation_ && !optimizer_.average().empty();
  if (!average_is_validated) {
    const std::span<const float> parameters = network_.parameters();
    training_parameters_.assign(parameters.begin(), parameters.end());
  }
  if (!best_parameters_.empty()) {
    put_into_network(best_parameters_);
  } else if (outcome == Outcome::kDiverged) {
    put_into_network(backup_parameters_);
  } else if (!optimizer_.average().empty() && steps_taken_ > 0) {
    put_into_network(optimizer_.average());
  }
  evaluation_.reset();
  progress_.phase = Phase::kFinished;
  progress_.outcome = outcome;
}

bool Trainer::keeps_best() const {
  return options_.keep == Keep::kBest;
}

/// What a training that keeps the last weights would end with now.
std::span<const float> Trainer::last_parameters() const {
  const bool averaged = !optimizer_.average().empty() && steps_taken_ > 0;
  return averaged ? optimizer_.average() : network_.parameters();
}

void Trainer::put_into_network(std::span<const float> parameters) {
  std::ranges::copy(parameters, network_.mutable_parameters().begin());
}

}  // namespace atelier::train
