#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "report/history_file.h"

namespace atelier::cli {

/// How a training went, read from its history.
struct Diagnosis {
  /// Position in the history of the epoch with the lowest validation loss; none if no epoch was
  /// validated.
  std::optional<std::size_t> best;
  /// Likewise of the last validated epoch.
  std::optional<std::size_t> last;
  /// From the best epoch to the last, validation loss rose by more than kRise while training loss
  /// fell.
  bool overfitted = false;

  static constexpr double kRise = 0.02;  ///< A share: less is within what two epochs differ by.
};

Diagnosis diagnose(std::span<const Epoch> history);

/// Sentences for people: the best epoch, the gap between training and validation there and at the
/// end, where overfitting began.
std::vector<std::string> in_words(std::span<const Epoch> history, const Diagnosis& diagnosis);

/// The rule behind `overfitted`, as a sentence.
std::string overfitting_rule();

}  // namespace atelier::cli
