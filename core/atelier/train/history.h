#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "atelier/train/confusion_matrix.h"

namespace atelier::train {

/// What one epoch came to.
struct EpochRecord {
  std::size_t epoch = 0;         ///< From 1.
  double training_loss = 0;      ///< Mean over the epoch's images, as they were trained on.
  double training_accuracy = 0;  ///< 0 to 1, likewise.
  /// At the epoch's end; none if it was not validated. Likewise the accuracy, 0 to 1.
  std::optional<double> validation_loss = std::nullopt;
  std::optional<double> validation_accuracy = std::nullopt;
  float learning_rate = 0;       ///< Of the epoch's last step.
  double seconds = 0;            ///< Training, without validation.
  double images_per_second = 0;  ///< Training.
  /// What the validation images were taken for; none if they were not asked about.
  std::optional<ConfusionMatrix> validation_confusion = std::nullopt;
};

/// One JSON object, without a line break: a line of history.jsonl. What is not known is null.
std::string to_json(const EpochRecord& record);

/// The record that to_json wrote, bit for bit. Throws std::invalid_argument that names the key at
/// fault.
EpochRecord epoch_record_from_json(const nlohmann::ordered_json& json);

}  // namespace atelier::train
