#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "atelier/train/trainer.h"

namespace atelier::cli {

/// Shows a training as it goes: on a terminal a progress bar, redrawn in place at standard error;
/// elsewhere a plain line there now and then, so that a log tells that things move. After each
/// epoch a row of a table at standard output.
class TrainingDisplay {
 public:
  /// @param training_count images of an epoch.
  /// @param quiet          show nothing.
  TrainingDisplay(std::size_t training_count, bool quiet);

  /// To be called often: redraws only as often as the eye can follow.
  void show(const train::Progress& progress);

  /// The table's next row, under a heading if it is the first.
  /// @param best whether no epoch so far had a lower validation loss.
  void add_row(const train::EpochRecord& record, std::size_t epochs, bool best);

  /// Takes the bar away, before something else is printed or the training ends.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t training_count_;
  bool quiet_;
  bool redraws_;
  bool drawn_ = false;
  bool heading_printed_ = false;
  Clock::time_point shown_at_ = Clock::now();
};

}  // namespace atelier::cli
