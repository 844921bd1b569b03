#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "atelier/train/history.h"

namespace atelier::train {

/// How a training went, or goes, read from its history.
struct Diagnosis {
  /// Position in the history of the epoch with the lowest validation loss, the first of equals;
  /// none if no epoch was validated.
  std::optional<std::size_t> best;
  /// Likewise of the last validated epoch.
  std::optional<std::size_t> last;
  /// From the best epoch to the last, validation loss rose by more than kRise while training loss
  /// fell: overfitting began after the best epoch.
  bool overfitted = false;

  static constexpr double kRise = 0.02;  ///< A share: less is within what two epochs differ by.
};

Diagnosis diagnose(std::span<const EpochRecord> history);

}  // namespace atelier::train
