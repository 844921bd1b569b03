#include "time_left.h"

#include "atelier/data/fashion_mnist.h"

namespace atelier::wasm {
namespace {

/// Work is counted in training steps' images. Without a backward pass, an image costs a third.
constexpr double kForwardShare = 1.0 / 3;
constexpr double kValidationWork = kForwardShare * data::fashion_mnist::kValidationCount;

double share(std::size_t step, std::size_t steps) {
  return steps == 0 ? 0 : static_cast<double>(step) / static_cast<double>(steps);
}

/// Before so much of the training has passed, its pace is noise.
constexpr double kSecondsToKnowThePace = 0.5;

/// Of the first `epochs` epochs and their validations.
double work_of(std::size_t epochs, std::size_t epoch_work, const train::TrainOptions& options) {
  return static_cast<double>(epochs) * static_cast<double>(epoch_work) +
         static_cast<double>(train::validations_until(options, epochs)) * kValidationWork;
}

}  // namespace

std::optional<double> seconds_left(const train::Progress& progress, std::size_t images,
                                   std::size_t closing_images, train::TrainOptions options) {
  if (progress.seconds < kSecondsToKnowThePace)
    return std::nullopt;
  // It may have been cut short or extended.
  options.epochs = progress.epochs;
  const auto epoch_work = static_cast<double>(images);
  const double stage = share(progress.step, progress.steps);
  const double current = progress.phase == train::Phase::kTraining
                             ? stage * epoch_work
                             : epoch_work + stage * kValidationWork;
  const double done = work_of(progress.epoch - 1, images, options) + current;
  if (done == 0)
    return std::nullopt;
  const double all = work_of(progress.epochs, images, options) +
                     kForwardShare * static_cast<double>(closing_images);
  return progress.seconds / done * (all - done);
}

}  // namespace atelier::wasm
