#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace atelier::train {

/// What one epoch came to.
struct EpochRecord {
  std::size_t epoch = 0;           ///< From 1.
  double training_loss = 0;        ///< Mean over the epoch's images, as they were trained on.
  double training_accuracy = 0;    ///< 0 to 1, likewise.
  double validation_loss = 0;      ///< At the epoch's end.
  double validation_accuracy = 0;  ///< 0 to 1.
  float learning_rate = 0;         ///< At the epoch's end.
  double seconds = 0;              ///< Training, without validation.
  double images_per_second = 0;    ///< Training.
};

/// One JSON object, without a line break: a line of history.jsonl.
std::string to_json(const EpochRecord& record);

}  // namespace atelier::train
