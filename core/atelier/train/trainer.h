#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/data/augmentation/augmentation.h"
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/early_stopping.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/history.h"
#include "atelier/train/optimizer.h"
#include "atelier/train/schedule.h"
#include "atelier/train/train_options.h"
#include "atelier/train/trainer_state.h"

namespace atelier::train {

/// How much work one call may do: it ends after the first step that exhausts either.
struct Budget {
  std::size_t steps = std::numeric_limits<std::size_t>::max();
  std::chrono::milliseconds time = std::chrono::milliseconds::max();
  bool epoch_end = false;  ///< Ends at an epoch's end, too.
};

enum class Phase {
  kTraining,    ///< Within an epoch's steps.
  kValidating,  ///< Within the validation after an epoch.
  kFinished,
};

/// Why a training finished.
enum class Outcome {
  kUnfinished,
  kCompleted,     ///< All epochs done.
  kStoppedEarly,  ///< The validation loss has not fallen for `patience` epochs.
  kStopped,       ///< stop() was called.
  kDiverged,      ///< The loss was no longer finite; good weights were put back.
};

/// "completed", "stopped early", ...: for messages and files.
std::string_view to_string(Outcome outcome);

/// Where a training stands.
struct Progress {
  Phase phase = Phase::kTraining;
  Outcome outcome = Outcome::kUnfinished;
  std::size_t epoch = 1;         ///< The current one, from 1.
  std::size_t epochs = 0;        ///< In all.
  std::size_t step = 0;          ///< Done in this epoch's current phase.
  std::size_t steps = 0;         ///< In this epoch's current phase.
  std::size_t images = 0;        ///< Trained on in this epoch so far.
  double loss = 0;               ///< Mean over this epoch's images so far.
  double accuracy = 0;           ///< Likewise.
  double images_per_second = 0;  ///< Of training, in this epoch so far.
  double seconds = 0;            ///< Training and validation so far, pauses not counted.
  std::size_t best_epoch = 0;    ///< The one of the lowest validation loss; 0 before the first
                                 ///< validation.
};

/// Trains a network, a bounded amount of work at a time:
///
///     Trainer trainer(network, training, validation, options, pool);
///     while (trainer.progress().phase != Phase::kFinished) report(trainer.advance({.time =
///     100ms}));
///
/// How the work is divided among the calls changes no bit of the result. Between two calls the
/// network may be used to classify. Not calling is pausing. When it finishes, by whatever outcome,
/// the network holds the weights that the option `keep` says: those of the epoch with the lowest
/// validation loss, or the last ones, which they also are before the first validation.
///
/// With averaged weights (average_decay), training goes on with the plain ones, but what is
/// validated, kept and ended with is the average; so it is during a validation that the network
/// holds it.
///
/// The gradient is that of the batch's mean loss. A step whose loss is not finite is not applied,
/// and ends the training, as does a validation whose loss is not: the best epoch's weights are put
/// back, or, where there are none or the last are wanted, those of one of the last kBackupInterval
/// steps, whose loss was finite.
class Trainer {
 public:
  static constexpr std::size_t kBackupInterval = 16;

  /// Initialises the network from the seed. Network, pool and the owners of the data must outlive
  /// the trainer. Throws std::invalid_argument as check does, or that names network and data where
  /// they do not fit, or the part of the data that is empty; validation data that the options do
  /// not ask for may be.
  Trainer(nn::Network& network, const data::DatasetView& training,
          const data::DatasetView& validation, const TrainOptions& options, ThreadPool& pool);

  /// Takes a training up where state() was asked for: with the same network description, data and
  /// options it ends with the bits of one that was never interrupted. Throws likewise, and
  /// std::invalid_argument if the state is that of another network or of other options.
  Trainer(nn::Network& network, const data::DatasetView& training,
          const data::DatasetView& validation, const TrainOptions& options, ThreadPool& pool,
          const TrainerState& state);

  /// Works until the budget is spent or the training is finished; at least one step, a validation's
  /// batch being one.
  const Progress& advance(const Budget& budget);

  const Progress& progress() const { return progress_; }

  /// One record for each finished epoch.
  std::span<const EpochRecord> history() const { return history_; }

  /// The parameters of the epoch with the lowest validation loss so far; empty before the first
  /// validation, and where the last ones are to be kept.
  std::span<const float> best_parameters() const { return best_parameters_; }

  /// Whether an epoch has ended and the next one has not begun: the moments in which a training can
  /// be kept, to go on later.
  bool is_between_epochs() const {
    return progress_.phase == Phase::kTraining && progress_.step == 0 && !history_.empty();
  }

  /// Throws std::logic_error unless is_between_epochs().
  TrainerState state() const;

  /// Ends the training where it is, with the weights that would be kept if this were its end.
  void stop();

  /// Ends the training with the epoch it is in: that one is finished, and validated if there is
  /// validation. The schedule takes no notice.
  void stop_after_epoch();

  /// Goes on after the end, whatever it was but a divergence, until `epochs` more (at least 1) are
  /// finished: from the weights after the last step, not the best, with the optimizer as it was
  /// left, and in the midst of an epoch if that was stopped there. So a training that is extended
  /// ends with the bits of one that was as long from the start, if its schedule has no end; one
  /// that has (cosine, one-cycle) was for the epochs planned at first, and stays at its last
  /// learning rate. Patience counts anew.
  ///
  /// Throws std::logic_error if the training has not finished; std::invalid_argument, and nothing
  /// has changed, if it has diverged, or its schedule has ended at a learning rate of 0.
  void extend(std::size_t epochs);

 private:
  void restore(const TrainerState& state);
  void start_epoch(std::size_t epoch);
  void train_step();
  void set_learning_rate();
  void end_training_phase();
  bool is_validated(std::size_t epoch) const;
  void start_validation();
  void validate_step();
  void finish_validation();
  void finish_epoch(std::optional<double> validation_loss,
                    const std::optional<ConfusionMatrix>& validation_confusion);
  void finish(Outcome outcome);
  bool keeps_best() const;
  std::span<const float> last_parameters() const;
  void back_up();
  void put_into_network(std::span<const float> parameters);

  nn::Network& network_;
  data::DatasetView training_;
  data::DatasetView validation_;
  TrainOptions options_;
  ThreadPool& pool_;
  Optimizer optimizer_;
  EarlyStopping early_stopping_;
  Plateau plateau_;

  std::uint32_t steps_taken_ = 0;     ///< Of the run, counted over all epochs.
  float learning_rate_ = 0;           ///< Of the last step.
  std::vector<std::uint32_t> order_;  ///< The training images' in this epoch.
  data::Augmentation augmentation_;
  data::Batch batch_;
  Buffer logits_gradient_;
  std::optional<Evaluation> evaluation_;  ///< While validating.

  // Sums over this epoch's images so far.
  double loss_sum_ = 0;
  std::size_t correct_ = 0;
  double training_seconds_ = 0;

  std::vector<EpochRecord> history_;
  std::vector<float> best_parameters_;
  std::vector<float> backup_parameters_;  ///< For a training that diverges; see back_up.
  /// The plain ones, while the network holds others: in the validation of an average, and at the
  /// end.
  std::vector<float> training_parameters_;
  bool stops_after_epoch_ = false;  ///< By stop_after_epoch.
  Progress progress_;
};

}  // namespace atelier::train
