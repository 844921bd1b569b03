#include "interrupted_run.h"

#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <utility>

#include "atelier/train/checkpoint.h"

#include "exit_code.h"
#include "inputs.h"
#include "run_folder.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;

/// In bytes: networks of 40 million parameters.
constexpr std::uintmax_t kLargestCheckpoint = 1024UL * 1024 * 1024;

train::Checkpoint load_checkpoint(const fs::path& path) {
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestCheckpoint);
  try {
    return train::read_checkpoint(bytes);
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{}: {}", path.string(), error.what()));
  }
}

}  // namespace

InterruptedRun load_interrupted_run(const fs::path& folder) {
  const fs::path checkpoint_path = folder / kCheckpointName;
  if (!fs::exists(checkpoint_path)) {
    throw UsageError(fmt::format(
        "train: {} holds no interrupted training (no {}): it has come to its end, or was "
        "interrupted before the end of its first epoch",
        folder.string(), kCheckpointName));
  }
  train::Checkpoint checkpoint = load_checkpoint(checkpoint_path);
  InterruptedRun interrupted = {.record = load_run_record(folder), .state = {}};
  interrupted.record.network = std::move(checkpoint.network);
  interrupted.record.options = std::move(checkpoint.options);
  interrupted.state = std::move(checkpoint.state);
  return interrupted;
}

}  // namespace atelier::cli
