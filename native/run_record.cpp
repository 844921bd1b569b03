#include "run_record.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atelier/base/message.h"

#include "text.h"

namespace atelier::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string optimizer_name(train::OptimizerKind kind) {
  return std::string(train::kOptimizerNames[static_cast<std::size_t>(kind)]);
}

Json options_json(const train::TrainOptions& options) {
  Json json = {{"epochs", options.epochs},
               {"batch_size", options.batch_size},
               {"optimizer", optimizer_name(options.optimizer.kind)},
               {"learning_rate", shortest_decimal(options.optimizer.learning_rate)}};
  if (options.optimizer.kind == train::OptimizerKind::kSgd) {
    json["momentum"] = shortest_decimal(options.optimizer.momentum);
  }
  json["label_smoothing"] = shortest_decimal(options.label_smoothing);
  json["seed"] = options.seed;
  json["patience"] = options.patience ? Json(*options.patience) : Json();
  return json;
}

Json result_json(const RunRecord& record) {
  Json json = {{"outcome", record.outcome}, {"epochs_done", record.epochs_done}};
  if (record.best) {
    json["best_epoch"] = record.best->epoch;
    json["validation_loss"] = record.best->validation_loss.value_or(0);
    json["validation_accuracy"] = record.best->validation_accuracy.value_or(0);
  }
  if (record.test_accuracy) {
    json["test_loss"] = record.test_loss.value_or(0);
    json["test_accuracy"] = *record.test_accuracy;
  }
  return json;
}

std::string as_utc(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

Json portable_json(const RunRecord& record) {
  return {{"atelier_version", ATELIER_VERSION},
          {"network_name", record.network.name},
          {"options", options_json(record.options)},
          {"result", result_json(record)}};
}

}  // namespace

std::string RunRecord::command() const {
  std::string line = fmt::format(
      "atelier train {} --epochs {} --batch-size {} --optimizer {} --learning-rate {} --seed {}",
      shell_quoted(network_argument), options.epochs, options.batch_size,
      optimizer_name(options.optimizer.kind), options.optimizer.learning_rate, options.seed);
  if (options.optimizer.kind == train::OptimizerKind::kSgd) {
    line += fmt::format(" --momentum {}", options.optimizer.momentum);
  }
  if (options.label_smoothing > 0)
    line += fmt::format(" --label-smoothing {}", options.label_smoothing);
  if (options.patience)
    line += fmt::format(" --patience {}", *options.patience);
  return line + " --data " + shell_quoted(data_folder.string());
}

std::string RunRecord::to_json() const {
  Json json = portable_json(*this);
  json["command"] = command();
  json["started"] = as_utc(started);
  json["threads"] = threads;
  json["data"] = data_folder.string();
  json["network"] = Json::parse(nn::network_to_json(network));
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string RunRecord::summary_json() const {
  return portable_json(*this).dump();
}

}  // namespace atelier::cli
