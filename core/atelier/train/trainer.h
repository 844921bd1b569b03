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
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/early_stopping.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/history.h"
#include "atelier/train/optimizer.h"

namespace atelier::train {

struct TrainOptions {
  std::size_t epochs = 5;        ///< At least 1.
  std::size_t batch_size = 128;  ///< 1 to 4096. The last batch of an epoch is smaller if the count
                                 ///< does not divide.
  std::uint64_t seed = 0;        ///< Decides initial weights, order and dropout.
  float label_smoothing = 0;     ///< 0 to below 1.
  OptimizerOptions optimizer = {};
  /// Stop after so many epochs in a row without a lower validation loss (0 is taken as 1); none:
  /// never.
  std::optional<std::size_t> patience = std::nullopt;
};

/// How much work one call may do: it ends after the first step that exhausts either.
struct Budget {
  std::size_t steps = std::numeric_limits<std::size_t>::max();
  std::chrono::milliseconds time = std::chrono::milliseconds::max();
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
  kDiverged,      ///< The loss was no longer finite; the last good weights were put back.
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
/// the network holds the weights of the epoch with the lowest validation loss.
///
/// The gradient is that of the batch's mean loss. A step whose loss is not finite is not applied,
/// and ends the training, as does a validation whose loss is not: the best epoch's weights are put
/// back; before the first validation, those of the last step whose loss was finite.
class Trainer {
 public:
  /// Initialises the network from the seed. Network, pool and the owners of the data must outlive
  /// the trainer. Throws std::invalid_argument that names the option and its range, or network and
  /// data where they do not fit, or the part of the data that is empty.
  Trainer(nn::Network& network, const data::DatasetView& training,
          const data::DatasetView& validation, const TrainOptions& options, ThreadPool& pool);

  /// Works until the budget is spent or the training is finished; at least one step, a validation's
  /// batch being one.
  const Progress& advance(const Budget& budget);

  const Progress& progress() const { return progress_; }

  /// One record for each finished epoch.
  std::span<const EpochRecord> history() const { return history_; }

  /// The parameters of the epoch with the lowest validation loss so far; empty before the first
  /// validation.
  std::span<const float> best_parameters() const { return best_parameters_; }

  /// Ends the training where it is. Weights of the best epoch so far are put back; before the first
  /// validation the current ones stay.
  void stop();

 private:
  void start_epoch(std::size_t epoch);
  void train_step();
  void start_validation();
  void validate_step();
  void finish_epoch();
  void finish(Outcome outcome);
  void keep_last_good_parameters();

  nn::Network& network_;
  data::DatasetView training_;
  data::DatasetView validation_;
  TrainOptions options_;
  ThreadPool& pool_;
  Optimizer optimizer_;
  EarlyStopping early_stopping_;

  std::uint32_t steps_taken_ = 0;     ///< Of the run, counted over all epochs.
  std::vector<std::uint32_t> order_;  ///< The training images' in this epoch.
  data::Batch batch_;
  Buffer logits_gradient_;
  std::optional<Evaluation> evaluation_;  ///< While validating.

  // Sums over this epoch's images so far.
  double loss_sum_ = 0;
  std::size_t correct_ = 0;
  double training_seconds_ = 0;

  std::vector<EpochRecord> history_;
  std::vector<float> best_parameters_;
  std::vector<float> last_good_parameters_;  ///< Until there are best ones.
  Progress progress_;
};

}  // namespace atelier::train
