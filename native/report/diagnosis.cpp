#include "diagnosis.h"

#include <fmt/format.h>

#include "atelier/train/diagnosis.h"

namespace atelier::cli {
namespace {

/// "training accuracy 94.1 %, validation accuracy 91.2 %: a gap of 2.9 points"
std::string gap(const train::EpochRecord& epoch) {
  const double training = 100 * epoch.training_accuracy;
  const double validation = 100 * epoch.validation_accuracy.value_or(0);
  const double points = training - validation;
  if (points < 0) {
    return fmt::format(
        "training accuracy is {:.1f} %, validation accuracy {:.1f} %: {:.1f} points higher",
        training, validation, -points);
  }
  return fmt::format(
      "training accuracy is {:.1f} %, validation accuracy {:.1f} %: a gap of {:.1f} points",
      training, validation, points);
}

}  // namespace

std::vector<std::string> in_words(std::span<const train::EpochRecord> history) {
  const train::Diagnosis diagnosis = train::diagnose(history);
  if (!diagnosis.best)
    return {"No epoch was validated, so nothing can be said of overfitting."};
  const train::EpochRecord& best = history[*diagnosis.best];
  const train::EpochRecord& last = history[*diagnosis.last];
  std::vector<std::string> sentences = {
      fmt::format("The best epoch is {} of {}: validation loss {:.4f}. There {}.", best.epoch,
                  history.back().epoch, *best.validation_loss, gap(best))};
  if (last.epoch != best.epoch)
    sentences.push_back(fmt::format("After epoch {}, {}.", last.epoch, gap(last)));
  if (diagnosis.overfitted) {
    sentences.push_back(fmt::format(
        "Overfitting began after epoch {}: until epoch {} the validation loss rose from {:.3f} to "
        "{:.3f} while the training loss fell from {:.3f} to {:.3f}.",
        best.epoch, last.epoch, *best.validation_loss, *last.validation_loss, best.training_loss,
        last.training_loss));
  } else if (last.epoch == best.epoch) {
    sentences.emplace_back(
        "No overfitting is seen: the validation loss was lowest in the last epoch, and more epochs "
        "might help.");
  } else {
    sentences.push_back(fmt::format(
        "No overfitting is seen: after the best epoch the validation loss rose by {:.1f} % while "
        "the training loss went from {:.3f} to {:.3f}.",
        100 * (*last.validation_loss / *best.validation_loss - 1), best.training_loss,
        last.training_loss));
  }
  return sentences;
}

std::string overfitting_rule() {
  return fmt::format(
      "Overfitting is said to begin after the epoch of the lowest validation loss, if by the last "
      "epoch the validation loss has risen by more than {:.0f} % while the training loss has "
      "fallen. Training figures are taken while the network learns, with dropout and augmentation "
      "where they are on, so they may be worse than those of validation.",
      100 * train::Diagnosis::kRise);
}

}  // namespace atelier::cli
