#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

namespace atelier::train {

/// Watches the validation loss: which epoch was the best, and is it time to stop?
class EarlyStopping {
 public:
  /// @param patience after how many epochs in a row without a new lowest loss it is time to stop,
  ///                 as in Keras; 0 is taken as 1.
  explicit EarlyStopping(std::size_t patience) : patience_(std::max<std::size_t>(patience, 1)) {}

  /// Takes the loss of the validation after `epoch`: from 1, and later than the one before. True if
  /// it is the lowest so far. A loss that is not a number never is.
  bool update(std::size_t epoch, double loss);

  /// Counts the patience anew, from the last epoch on. The lowest loss stays what it is.
  void start_over() { count_from(epoch_); }

  /// The epoch that the patience counts from: the best one, or where the count began anew.
  std::size_t since_epoch() const { return since_epoch_; }

  /// Counts the patience from that epoch on.
  void count_from(std::size_t epoch) { since_epoch_ = epoch; }

  bool should_stop() const { return epoch_ - since_epoch_ >= patience_; }
  std::size_t best_epoch() const { return best_epoch_; }  ///< 0 before the first.
  double best_loss() const { return best_loss_; }

 private:
  std::size_t patience_;
  std::size_t epoch_ = 0;
  std::size_t best_epoch_ = 0;
  std::size_t since_epoch_ = 0;
  double best_loss_ = std::numeric_limits<double>::infinity();
};

}  // namespace atelier::train
