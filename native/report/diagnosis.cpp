#include "diagnosis.h"

#include <fmt/format.h>

namespace atelier::cli {
namespace {

/// "training accuracy 94.1 %, validation accuracy 91.2 %: a gap of 2.9 points"
std::string gap(const Epoch& epoch) {
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

Diagnosis diagnose(std::span<const Epoch> history) {
  Diagnosis diagnosis;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!history[i].validation_loss)
      continue;
    diagnosis.last = i;
    if (!diagnosis.best || *history[i].validation_loss < *history[*diagnosis.best].validation_loss)
      diagnosis.best = i;
  }
  if (diagnosis.best) {
    const Epoch& best = history[*diagnosis.best];
    const Epoch& last = history[*diagnosis.last];
    diagnosis.overfitted = *last.validation_loss > *best.validation_loss * (1 + Diagnosis::kRise) &&
                           last.training_loss < best.training_loss;
  }
  return diagnosis;
}

std::vector<std::string> in_words(std::span<const Epoch> history, const Diagnosis& diagnosis) {
  if (!diagnosis.best)
    return {"No epoch was validated, so nothing can be said of overfitting."};
  const Epoch& best = history[*diagnosis.best];
  const Epoch& last = history[*diagnosis.last];
  std::vector<std::string> sentences = {
      fmt::format("The best epoch is {} of {}: validation loss {:.4f}. There {}.", best.number,
                  history.back().number, *best.validation_loss, gap(best))};
  if (last.number != best.number)
    sentences.push_back(fmt::format("After epoch {}, {}.", last.number, gap(last)));
  if (diagnosis.overfitted) {
    sentences.push_back(fmt::format(
        "Overfitting began after epoch {}: until epoch {} the validation loss rose from {:.3f} to "
        "{:.3f} while the training loss fell from {:.3f} to {:.3f}.",
        best.number, last.number, *best.validation_loss, *last.validation_loss, best.training_loss,
        last.training_loss));
  } else if (last.number == best.number) {
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
      100 * Diagnosis::kRise);
}

}  // namespace atelier::cli
