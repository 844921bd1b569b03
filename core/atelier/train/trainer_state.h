#pragma once

#include <cstddef>
#include <vector>

#include "atelier/train/history.h"
#include "atelier/train/optimizer.h"

namespace atelier::train {

/// All that a training carries from one epoch into the next, beside its network's description, its
/// options and its data. What follows from the history (epochs done, the best one, the plateau of a
/// schedule) is in no other place.
struct TrainerState {
  std::size_t epochs = 0;          ///< In all, as planned.
  double seconds = 0;              ///< Training and validation so far.
  std::size_t patience_since = 0;  ///< The epoch that early stopping counts from.
  std::vector<EpochRecord> history;
  std::vector<float> parameters;
  OptimizerState optimizer;
  std::vector<float> best_parameters;    ///< Empty if there are none yet, or none are kept.
  std::vector<float> backup_parameters;  ///< Likewise; for a training that diverges.
};

}  // namespace atelier::train
