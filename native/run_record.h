#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "atelier/nn/network_spec.h"
#include "atelier/train/history.h"
#include "atelier/train/trainer.h"

namespace atelier::cli {

/// The file in a run's folder that holds its record.
inline constexpr const char* kRecordName = "run.json";

/// What a training was asked for, and what came of it: the content of run.json, and of the summary
/// in the model file.
struct RunRecord {
  // What was asked for.
  nn::NetworkSpec network;
  std::string recipe;            ///< Its name; empty without one.
  std::string network_argument;  ///< A preset or a file, as on the command line; empty if the
                                 ///< network is the recipe's.
  train::TrainOptions options;
  std::filesystem::path data_folder;
  std::string started;           ///< When: "2026-11-20T20:06:50Z".
  std::string recorded_command;  ///< Of a run that is taken up again; empty for a new one.
  std::size_t threads = 1;       ///< Decides the speed only.

  // What came of it.
  std::string outcome = "unfinished";
  std::size_t best_epoch = 0;              ///< Of the lowest validation loss; 0 if unknown.
  std::optional<train::EpochRecord> kept;  ///< The epoch at whose end the weights in the model file
                                           ///< were such; none if they are not an epoch's last.
  std::size_t epochs_done = 0;
  std::optional<double> test_loss;
  std::optional<double> test_accuracy;

  /// The command line that repeats the run from its beginning, with every option written out.
  std::string command() const;

  /// All of it, indented for people.
  std::string to_json() const;

  /// For the model file, which travels: without the paths of this machine; compact.
  std::string summary_json() const;
};

/// What a training was asked for, but for the data and the threads, which another machine has
/// others of, from the record in its folder. Throws std::runtime_error that starts with the file's
/// path and says what is wrong with it.
RunRecord load_run_record(const std::filesystem::path& folder);

}  // namespace atelier::cli
