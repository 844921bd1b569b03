#include "run_folder.h"

#include <cctype>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "atelier/base/grouped.h"
#include "atelier/io/file.h"

#include "exit_code.h"
#include "run_record.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view action, std::string_view reason) {
  throw std::runtime_error(fmt::format("train: cannot {} {}: {}", action, path.string(), reason));
}

/// Where it is there.
void remove_file(const fs::path& path) {
  std::error_code error;
  if (!fs::remove(path, error) && error)
    fail(path, "remove", error.message());
}

/// In bytes: what the other two files and the model's header may come to.
constexpr std::uintmax_t kRoomBesideWeights = 1024UL * 1024;

/// The model's file and the checkpoint's with up to five such arrays, and the new ones that are
/// written beside them before they take their places.
std::uintmax_t needed_space(std::size_t parameter_count) {
  return 2 * (1 + 5) * sizeof(float) * static_cast<std::uintmax_t>(parameter_count) +
         kRoomBesideWeights;
}

std::string with_safe_characters(std::string name) {
  for (char& character : name) {
    if (std::isalnum(static_cast<unsigned char>(character)) == 0 && character != '-')
      character = '-';
  }
  return name;
}

}  // namespace

RunFolder::RunFolder(fs::path path, bool overwrite, std::size_t parameter_count)
    : path_(std::move(path)) {
  std::error_code error;
  fs::create_directories(path_, error);
  if (error)
    fail(path_, "make the folder", error.message());
  if (!overwrite &&
      (fs::exists(model_path(), error) || fs::exists(path_ / kCheckpointName, error))) {
    throw UsageError(fmt::format(
        "train: {} holds a training already; choose another folder with --out, or give --overwrite",
        path_.string()));
  }
  use(parameter_count);
  // Of another training: it must not pass for the result of the one that begins here.
  remove_checkpoint();
  remove_file(path_ / kRecordName);
  remove_file(model_path());
}

RunFolder::RunFolder(fs::path path, const train::TrainerState& state) : path_(std::move(path)) {
  use(state.parameters.size());
  for (const train::EpochRecord& record : state.history)
    append_history(record);
}

void RunFolder::use(std::size_t parameter_count) {
  std::error_code error;
  const fs::space_info space = fs::space(path_, error);
  if (error)
    fail(path_, "use the folder", error.message());
  if (const std::uintmax_t needed = needed_space(parameter_count); space.available < needed) {
    fail(path_, "use the folder",
         fmt::format("the disk is full: {} bytes are free, a training of this network needs {}",
                     grouped(space.available), grouped(needed)));
  }
  const fs::path history = path_ / "history.jsonl";
  history_.open(history, std::ios::trunc);
  if (!history_)
    fail(history, "write", std::strerror(errno));
}

fs::path RunFolder::model_path() const {
  return path_ / "model.safetensors";
}

void RunFolder::append_history(const train::EpochRecord& record) {
  history_ << train::to_json(record) << '\n' << std::flush;
  if (!history_)
    fail(path_ / "history.jsonl", "write", std::strerror(errno));
}

void RunFolder::save_model(const nn::Network& network, const io::ModelInfo& info) const {
  io::save_file(model_path(), io::write_model(network, info));
}

void RunFolder::save_run(const std::string& json) const {
  const std::string text = json + "\n";
  io::save_file(path_ / kRecordName,
                {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void RunFolder::save_checkpoint(std::span<const std::uint8_t> checkpoint) const {
  io::save_file(path_ / kCheckpointName, checkpoint);
}

void RunFolder::remove_checkpoint() const {
  remove_file(path_ / kCheckpointName);
}

fs::path new_run_folder(const std::string& name) {
  const std::time_t now = std::time(nullptr);
  const std::string base =
      fmt::format("runs/{}-{:%Y%m%d-%H%M%S}", with_safe_characters(name), fmt::localtime(now));
  std::string path = base;
  for (int number = 2; fs::exists(path); ++number)
    path = fmt::format("{}-{}", base, number);
  return path;
}

}  // namespace atelier::cli
