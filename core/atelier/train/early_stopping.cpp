#include "atelier/train/early_stopping.h"

namespace atelier::train {

bool EarlyStopping::update(double loss) {
  ++epoch_;
  if (!(loss < best_loss_)) {
    ++epochs_without_improvement_;
    return false;
  }
  best_loss_ = loss;
  best_epoch_ = epoch_;
  epochs_without_improvement_ = 0;
  return true;
}

}  // namespace atelier::train
