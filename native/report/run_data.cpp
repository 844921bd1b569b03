#include "run_data.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "inputs.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// In bytes: a thousand times what a training writes.
constexpr std::uintmax_t kLargestRecord = 16UL * 1024 * 1024;

std::string text_or_nothing(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

RunData load_run(const fs::path& folder) {
  const fs::path run_path = folder / "run.json";
  const Json run = Json::parse(load_regular_file(run_path, kLargestRecord), nullptr, false);
  if (!run.is_object())
    throw std::runtime_error(fmt::format("{}: is no JSON object", run_path.string()));
  // "runs/plain/" has no file name of its own.
  const fs::path plain = fs::absolute(folder / ".").lexically_normal().parent_path();
  return {.name = plain.filename().string(),
          .command = text_or_nothing(run, "command"),
          .started = text_or_nothing(run, "started"),
          .history = load_history(folder / "history.jsonl"),
          .model = load_model(folder)};
}

}  // namespace atelier::cli
