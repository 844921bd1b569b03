#include "interrupted_run.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
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
using Json = nlohmann::ordered_json;

/// In bytes: networks of 40 million parameters, and a thousand times what a training writes of
/// itself.
constexpr std::uintmax_t kLargestCheckpoint = 1024UL * 1024 * 1024;
constexpr std::uintmax_t kLargestRecord = 16UL * 1024 * 1024;

train::Checkpoint load_checkpoint(const fs::path& path) {
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestCheckpoint);
  try {
    return train::read_checkpoint(bytes);
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{}: {}", path.string(), error.what()));
  }
}

std::string text_of(const Json& run, const char* key, const fs::path& path) {
  const auto found = run.find(key);
  if (found == run.end() || !found->is_string())
    throw std::runtime_error(fmt::format("{}: has no text \"{}\"", path.string(), key));
  return found->get<std::string>();
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
  const fs::path run_path = folder / "run.json";
  const Json run = Json::parse(load_regular_file(run_path, kLargestRecord), nullptr, false);
  if (!run.is_object())
    throw std::runtime_error(fmt::format("{}: is no JSON object", run_path.string()));

  InterruptedRun interrupted;
  interrupted.record.recipe = run.contains("recipe") ? text_of(run, "recipe", run_path) : "";
  interrupted.record.recorded_command = text_of(run, "command", run_path);
  interrupted.record.started = text_of(run, "started", run_path);
  interrupted.record.network = std::move(checkpoint.network);
  interrupted.record.options = std::move(checkpoint.options);
  interrupted.state = std::move(checkpoint.state);
  return interrupted;
}

}  // namespace atelier::cli
