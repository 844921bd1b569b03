#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "atelier/io/model_file.h"
#include "atelier/train/train_options.h"

#include "report/history_file.h"

namespace atelier::cli {

/// What `atelier train` left in a folder, as a report needs it.
struct RunData {
  std::string name;                         ///< The folder's.
  std::string command;                      ///< The line that repeats the run.
  std::string started;                      ///< In UTC.
  train::NeededImages images;               ///< That it learned from and was validated on.
  std::vector<train::EpochRecord> history;  ///< At least one epoch.
  io::Model model;
};

/// Reads history.jsonl, run.json and model.safetensors. Throws std::runtime_error that starts with
/// the file's path and says what is wrong with it.
RunData load_run(const std::filesystem::path& folder);

}  // namespace atelier::cli
