#include "atelier/train/history.h"

#include <nlohmann/json.hpp>

#include "atelier/base/message.h"

namespace atelier::train {

std::string to_json(const EpochRecord& record) {
  const nlohmann::ordered_json json = {
      {"epoch", record.epoch},
      {"training_loss", record.training_loss},
      {"training_accuracy", record.training_accuracy},
      {"validation_loss", record.validation_loss},
      {"validation_accuracy", record.validation_accuracy},
      {"learning_rate", shortest_decimal(record.learning_rate)},
      {"seconds", record.seconds},
      {"images_per_second", record.images_per_second},
  };
  return json.dump();
}

}  // namespace atelier::train
