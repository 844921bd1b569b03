#include "run_record.h"

#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "atelier/nn/json_text.h"
#include "atelier/train/train_options_json.h"

#include "inputs.h"
#include "text.h"
#include "training_flags.h"

namespace atelier::cli {
namespace {

using Json = nlohmann::ordered_json;

/// In bytes: a thousand times what a training writes.
constexpr std::uintmax_t kLargestRecord = 16UL * 1024 * 1024;

const Json& entry(const Json& record, const char* key) {
  const auto found = record.find(key);
  if (found == record.end())
    throw std::invalid_argument(fmt::format("has no \"{}\"", key));
  return *found;
}

std::string text(const Json& record, const char* key) {
  const Json& value = entry(record, key);
  if (!value.is_string())
    throw std::invalid_argument(fmt::format("\"{}\" is no text", key));
  return value.get<std::string>();
}

RunRecord read_record(std::string_view bytes) {
  const Json json = nn::parse_json(bytes);
  if (!json.is_object())
    throw std::invalid_argument("is no JSON object");
  RunRecord record;
  record.network = nn::network_from_json(entry(json, "network").dump());
  record.recipe = json.contains("recipe") ? text(json, "recipe") : "";
  record.options = train::train_options_from_json(entry(json, "options"), "options");
  record.started = text(json, "started");
  record.recorded_command = text(json, "command");
  return record;
}

Json result_json(const RunRecord& record) {
  Json json = {{"outcome", record.outcome}, {"epochs_done", record.epochs_done}};
  if (record.best_epoch > 0)
    json["best_epoch"] = record.best_epoch;
  if (record.kept)
    json["kept_epoch"] = record.kept->epoch;
  if (record.kept && record.kept->validation_loss) {
    json["validation_loss"] = *record.kept->validation_loss;
    json["validation_accuracy"] = record.kept->validation_accuracy.value_or(0);
  }
  if (record.test_accuracy) {
    json["test_loss"] = record.test_loss.value_or(0);
    json["test_accuracy"] = *record.test_accuracy;
  }
  return json;
}

Json portable_json(const RunRecord& record) {
  Json json = {{"atelier_version", ATELIER_VERSION}};
  if (!record.recipe.empty())
    json["recipe"] = record.recipe;
  json["network_name"] = record.network.name;
  json["options"] = train::train_options_to_json(record.options);
  json["result"] = result_json(record);
  return json;
}

}  // namespace

std::string RunRecord::command() const {
  if (!recorded_command.empty())
    return recorded_command;
  std::string line = "atelier train";
  if (!recipe.empty())
    line += " " + recipe;
  if (!network_argument.empty())
    line += " --network " + shell_quoted(network_argument);
  return line + training_flags(options) + " --data " + shell_quoted(data_folder.string());
}

std::string RunRecord::to_json() const {
  Json json = portable_json(*this);
  json["command"] = command();
  json["started"] = started;
  json["threads"] = threads;
  json["data"] = data_folder.string();
  json["network"] = Json::parse(nn::network_to_json(network));
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string RunRecord::summary_json() const {
  return portable_json(*this).dump();
}

RunRecord load_run_record(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kRecordName;
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestRecord);
  try {
    return read_record({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(fmt::format("{}: {}", path.string(), error.what()));
  }
}

}  // namespace atelier::cli
