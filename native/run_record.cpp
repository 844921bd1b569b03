#include "run_record.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atelier/train/train_options_json.h"

#include "text.h"
#include "training_flags.h"

namespace atelier::cli {
namespace {

using Json = nlohmann::ordered_json;

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

}  // namespace atelier::cli
