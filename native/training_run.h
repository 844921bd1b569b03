#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "atelier/base/thread_pool.h"
#include "atelier/data/fashion_mnist.h"
#include "atelier/nn/calibration.h"
#include "atelier/nn/network.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/trainer.h"
#include "atelier/train/trainer_state.h"

#include "interrupt.h"
#include "run_folder.h"
#include "run_record.h"
#include "training_display.h"

namespace atelier::cli {

/// Where the results of a training go, and what is shown of it.
struct TrainingRunOptions {
  std::filesystem::path folder;
  bool overwrite = false;  ///< The folder may hold a training already.
  bool quiet = false;      ///< The result alone is printed.
};

/// One training from the command line: the trainer, what is shown of it and what is kept.
class TrainingRun {
 public:
  /// @param state where the interrupted training of the folder goes on; null for a new one. The
  /// pool and the files must outlive this. Throws as RunFolder and train::Trainer do.
  TrainingRun(const TrainingRunOptions& options, RunRecord record, ThreadPool& pool,
              const data::fashion_mnist::Files& files, const train::TrainerState* state);

  /// Trains to the end, whichever it is; returns the exit code.
  int run();

 private:
  void introduce() const;

  /// What an interrupted training had come to, and has in its folder.
  void take_over_state();

  /// Shows and keeps what the trainer has finished since the last call: its history, and its best
  /// weights when there are new ones that are wanted.
  void take_over_finished_epochs();
  void save_model(const nn::Network& network) const;

  /// The model with the trainer's last word, and the record beside it.
  void save_results();

  /// "the weights of epoch 3", for messages.
  std::string saved_weights() const;

  /// "best epoch: 3, validation loss 0.2345, accuracy 0.9123; 20 s in all".
  std::string kept_summary() const;
  int finish(const InterruptWatch& interrupt);

  /// As far as it came before an interrupt.
  static train::Evaluation evaluated(nn::Network& network, const data::DatasetView& images,
                                     const InterruptWatch& interrupt);

  /// By the validation images, where there are any; not at all after an interrupt.
  void calibrate(nn::Network& network, const InterruptWatch& interrupt);

  /// Of the test images: "expected calibration error 0.0123 at temperature 0.87".
  std::string calibration_summary(const train::Evaluation& test) const;

  /// "in epoch 3", for messages.
  std::string in_epoch() const;

  /// @param when "in epoch 3".
  int finish_interrupted(int signal, const std::string& when);
  int finish_diverged();

  RunRecord record_;
  std::optional<nn::Calibration> calibration_;  ///< Once training has finished.
  bool quiet_;
  ThreadPool& pool_;
  data::DatasetView test_;
  nn::Network network_;
  nn::Network best_network_;
  data::fashion_mnist::Split split_;
  data::DatasetView training_;  ///< What the options choose of the split's.
  train::Trainer trainer_;
  TrainingDisplay display_;
  RunFolder folder_;
  std::size_t checkpointed_;  ///< How many epochs the folder's checkpoint has behind it.
};

}  // namespace atelier::cli
