#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>

#include "atelier/io/model_file.h"
#include "atelier/nn/network.h"
#include "atelier/train/history.h"
#include "atelier/train/trainer_state.h"

namespace atelier::cli {

/// The file that a training can be taken up from.
inline constexpr const char* kCheckpointName = "checkpoint.safetensors";

/// The folder a training leaves its results in:
///
///     model.safetensors       the weights of the best epoch so far
///     history.jsonl           one line for each finished epoch
///     run.json                network, options and results, so that the run can be repeated
///     checkpoint.safetensors  all that it needs to go on, until it has come to its end
///
/// The program may be killed at any time and keeps what it had written: the history is appended to
/// a line at a time, the other files are replaced as a whole.
class RunFolder {
 public:
  /// Makes the folder, proves that it can be written and has room for the model, removes what
  /// another training left there, and starts an empty history. Throws std::runtime_error that names
  /// the folder and the reason otherwise, UsageError if it holds a training already and `overwrite`
  /// is false.
  RunFolder(std::filesystem::path path, bool overwrite, std::size_t parameter_count);

  /// Takes up the folder of an interrupted training, with the history as far as the state has it.
  RunFolder(std::filesystem::path path, const train::TrainerState& state);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path model_path() const;

  // Each throws std::runtime_error with path and reason if it cannot be written.
  void append_history(const train::EpochRecord& record);
  void save_model(const nn::Network& network, const io::ModelInfo& info) const;
  void save_run(const std::string& json) const;
  void save_checkpoint(std::span<const std::uint8_t> checkpoint) const;

  /// Once there is nothing to go on with.
  void remove_checkpoint() const;

 private:
  void use(std::size_t parameter_count);

  std::filesystem::path path_;
  std::ofstream history_;
};

/// "runs/<name>-<date>-<time>" in the current folder, with a number behind it if that is taken.
std::filesystem::path new_run_folder(const std::string& name);

}  // namespace atelier::cli
