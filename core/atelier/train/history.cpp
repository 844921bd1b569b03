#include "atelier/train/history.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atelier::train {

namespace {

using Json = nlohmann::ordered_json;

/// As people wrote it: 0.001, where the nearest float is 0.00100000005.
Json shortest(float value) {
  return Json::parse(fmt::format("{}", value));
}

}  // namespace

std::string to_json(const EpochRecord& record) {
  const Json json = {
      {"epoch", record.epoch},
      {"training_loss", record.training_loss},
      {"training_accuracy", record.training_accuracy},
      {"validation_loss", record.validation_loss},
      {"validation_accuracy", record.validation_accuracy},
      {"learning_rate", shortest(record.learning_rate)},
      {"seconds", record.seconds},
      {"images_per_second", record.images_per_second},
  };
  return json.dump();
}

}  // namespace atelier::train
