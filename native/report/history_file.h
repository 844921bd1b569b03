#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace atelier::cli {

/// A finished epoch, as a line of history.jsonl tells it.
struct Epoch {
  std::size_t number = 0;  ///< From 1.
  double training_loss = 0;
  double training_accuracy = 0;               ///< 0 to 1.
  std::optional<double> validation_loss;      ///< None if the epoch was not validated.
  std::optional<double> validation_accuracy;  ///< Likewise; 0 to 1.
  double seconds = 0;                         ///< Training, without validation.
};

/// All epochs. Throws std::runtime_error that starts with the path and says what is wrong, naming
/// the line.
std::vector<Epoch> load_history(const std::filesystem::path& path);

}  // namespace atelier::cli
