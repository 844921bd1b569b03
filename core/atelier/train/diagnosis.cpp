#include "atelier/train/diagnosis.h"

namespace atelier::train {

Diagnosis diagnose(std::span<const EpochRecord> history) {
  Diagnosis diagnosis;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!history[i].validation_loss)
      continue;
    diagnosis.last = i;
    if (!diagnosis.best || *history[i].validation_loss < *history[*diagnosis.best].validation_loss)
      diagnosis.best = i;
  }
  if (diagnosis.best) {
    const EpochRecord& best = history[*diagnosis.best];
    const EpochRecord& last = history[*diagnosis.last];
    diagnosis.overfitted = *last.validation_loss > *best.validation_loss * (1 + Diagnosis::kRise) &&
                           last.training_loss < best.training_loss;
  }
  return diagnosis;
}

}  // namespace atelier::train
