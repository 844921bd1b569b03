#include "atelier/train/history.h"

#include <nlohmann/json.hpp>

#include "atelier/base/message.h"

namespace atelier::train {

namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

}  // namespace

std::string to_json(const EpochRecord& record) {
  const Json json = {
      {"epoch", record.epoch},
      {"training_loss", record.training_loss},
      {"training_accuracy", record.training_accuracy},
      {"validation_loss", or_null(record.validation_loss)},
      {"validation_accuracy", or_null(record.validation_accuracy)},
      {"learning_rate", shortest_decimal(record.learning_rate)},
      {"seconds", record.seconds},
      {"images_per_second", record.images_per_second},
  };
  return json.dump();
}

}  // namespace atelier::train
