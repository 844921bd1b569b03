#pragma once

#include <filesystem>

#include "atelier/train/trainer_state.h"

#include "run_record.h"

namespace atelier::cli {

/// A training that was interrupted, as it was after its last finished epoch.
struct InterruptedRun {
  RunRecord record;
  train::TrainerState state;
};

/// Reads what a training has left in its folder. Throws UsageError if the folder holds no
/// interrupted training, std::runtime_error that starts with a file's path if that is damaged.
InterruptedRun load_interrupted_run(const std::filesystem::path& folder);

}  // namespace atelier::cli
