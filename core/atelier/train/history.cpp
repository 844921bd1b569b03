#include "atelier/train/history.h"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>
#include <vector>

#include "atelier/base/message.h"
#include "atelier/nn/json_text.h"

namespace atelier::train {

namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

std::optional<double> optional_number(const Json& json, const char* key) {
  const Json* found = nn::find_key(json, key);
  if (found == nullptr || found->is_null())
    return std::nullopt;
  if (!found->is_number())
    throw std::invalid_argument(message(R"(history: "{}" must be a number)", key));
  return found->get<double>();
}

double number(const Json& json, const char* key) {
  const std::optional<double> value = optional_number(json, key);
  if (!value)
    throw std::invalid_argument(message(R"(history: "{}" is missing)", key));
  return *value;
}

std::size_t epoch_number(const Json& json) {
  const Json* found = nn::find_key(json, "epoch");
  if (found == nullptr || !found->is_number_unsigned())
    throw std::invalid_argument(R"(history: "epoch" must be a whole number)");
  return found->get<std::size_t>();
}

/// A row for each true class; null if there is none.
Json rows_or_null(const std::optional<ConfusionMatrix>& confusion) {
  if (!confusion)
    return {};
  Json rows = Json::array();
  const std::size_t classes = confusion->class_count();
  for (std::size_t label = 0; label < classes; ++label) {
    const auto row = confusion->counts().subspan(label * classes, classes);
    rows.push_back(std::vector(row.begin(), row.end()));
  }
  return rows;
}

[[noreturn]] void fail_confusion() {
  throw std::invalid_argument(
      R"(history: "validation_confusion" must be a row of counts for each class)");
}

/// The inverse of rows_or_null. None if the key is not there.
std::optional<ConfusionMatrix> confusion_from(const Json& json) {
  const Json* found = nn::find_key(json, "validation_confusion");
  if (found == nullptr || found->is_null())
    return std::nullopt;
  if (!found->is_array())
    fail_confusion();
  std::vector<std::size_t> counts;
  for (const Json& row : nn::elements_of(*found)) {
    if (!row.is_array() || row.size() != found->size())
      fail_confusion();
    for (const Json& count : nn::elements_of(row)) {
      if (!count.is_number_unsigned())
        fail_confusion();
      counts.push_back(count.get<std::size_t>());
    }
  }
  return ConfusionMatrix(found->size(), std::move(counts));
}

}  // namespace

std::string to_json(const EpochRecord& record) {
  return nn::to_json_text(
      nn::json_object({{"epoch", record.epoch},
                       {"training_loss", record.training_loss},
                       {"training_accuracy", record.training_accuracy},
                       {"validation_loss", or_null(record.validation_loss)},
                       {"validation_accuracy", or_null(record.validation_accuracy)},
                       {"learning_rate", shortest_decimal(record.learning_rate)},
                       {"seconds", record.seconds},
                       {"images_per_second", record.images_per_second},
                       {"validation_confusion", rows_or_null(record.validation_confusion)}}));
}

EpochRecord epoch_record_from_json(const Json& json) {
  if (!json.is_object())
    throw std::invalid_argument("history: a record is no JSON object");
  return {.epoch = epoch_number(json),
          .training_loss = number(json, "training_loss"),
          .training_accuracy = number(json, "training_accuracy"),
          .validation_loss = optional_number(json, "validation_loss"),
          .validation_accuracy = optional_number(json, "validation_accuracy"),
          .learning_rate = static_cast<float>(number(json, "learning_rate")),
          .seconds = number(json, "seconds"),
          .images_per_second = number(json, "images_per_second"),
          .validation_confusion = confusion_from(json)};
}

}  // namespace atelier::train
