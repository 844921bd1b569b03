#include "atelier/train/train_options.h"

#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::train {

namespace {

/// How many of `available` training images these options choose: the first ones.
std::size_t chosen_count(const TrainOptions& options, std::size_t available) {
  if (options.training_images == kAllImages)
    return available;
  if (options.training_images > available) {
    throw std::invalid_argument(message("trainer: there are {} training images, not {}", available,
                                        options.training_images));
  }
  return options.training_images;
}

}  // namespace

void check(const TrainOptions& options) {
  constexpr const char* kWhere = "trainer";
  if (options.epochs < 1)
    throw std::invalid_argument("trainer: epochs must be at least 1, not 0");
  kBatchSizeRange.require(kWhere, "batch size", static_cast<double>(options.batch_size));
  kLabelSmoothingRange.require(kWhere, "label smoothing", options.label_smoothing);
  check(options.augmentation);
  check(options.optimizer);
  check(options.schedule);
  if (options.validate_every == kNeverValidate) {
    if (options.patience)
      throw std::invalid_argument("trainer: patience needs validation");
    if (options.schedule.kind == ScheduleKind::kReduceOnPlateau)
      throw std::invalid_argument("trainer: the schedule reduce-on-plateau needs validation");
  } else if (options.include_validation) {
    throw std::invalid_argument(
        "trainer: images that are learned from cannot validate: include_validation wants "
        "validate_every to be never");
  }
}

data::DatasetView chosen_images(const TrainOptions& options, const data::DatasetView& training) {
  return training.slice(0, chosen_count(options, training.size()));
}

NeededImages needed_images(const TrainOptions& options, std::size_t training_count,
                           std::size_t validation_count) {
  const std::size_t training = training_count + (options.include_validation ? validation_count : 0);
  NeededImages needed = {.training = {.first = 0, .count = chosen_count(options, training)},
                         .validation = {}};
  if (options.validate_every != kNeverValidate)
    needed.validation = {.first = training_count, .count = validation_count};
  return needed;
}

std::size_t validations_until(const TrainOptions& options, std::size_t epoch) {
  if (options.validate_every == kNeverValidate)
    return 0;
  const bool ends_unevenly = epoch == options.epochs && epoch % options.validate_every != 0;
  return epoch / options.validate_every + (ends_unevenly ? 1 : 0);
}

}  // namespace atelier::train
