#include "atelier/train/early_stopping.h"

namespace atelier::train {

bool EarlyStopping::update(std::size_t epoch, double loss) {
  epoch_ = epoch;
  if (!(loss < best_loss_))
    return false;
  best_loss_ = loss;
  best_epoch_ = epoch;
  since_epoch_ = epoch;
  return true;
}

}  // namespace atelier::train
