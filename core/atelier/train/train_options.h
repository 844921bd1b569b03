#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "atelier/data/augmentation/options.h"
#include "atelier/data/dataset.h"
#include "atelier/train/optimizer.h"
#include "atelier/train/range.h"
#include "atelier/train/schedule.h"

namespace atelier::train {

/// The weights that a training ends with.
enum class Keep {
  kBest,  ///< Those of the epoch with the lowest validation loss.
  kLast,  ///< Those after the last step.
};

/// In the order of Keep.
inline constexpr std::array<std::string_view, 2> kKeepNames = {"best", "last"};

/// Values of TrainOptions::validate_every.
inline constexpr std::size_t kNeverValidate = 0;
inline constexpr std::size_t kValidateAtEnd = std::numeric_limits<std::size_t>::max();

/// Value of TrainOptions::training_images.
inline constexpr std::size_t kAllImages = 0;

/// Everything that a training is told beside network and data. Two runs with the same options end
/// with the same bits.
struct TrainOptions {
  std::size_t epochs = 5;        ///< At least 1.
  std::size_t batch_size = 128;  ///< 1 to 4096. The last batch of an epoch is smaller if the count
                                 ///< does not divide.
  /// Learn from the first so many training images alone, or kAllImages.
  std::size_t training_images = kAllImages;
  std::uint64_t seed = 0;  ///< Decides initial weights, order, dropout and augmentation.
  /// Share of the target spread evenly over all classes (Szegedy et al. 2016): 0 to below 1.
  float label_smoothing = 0;
  /// How training images are changed, each epoch anew; validation images never are.
  data::AugmentationOptions augmentation = {};
  OptimizerOptions optimizer = {};
  ScheduleOptions schedule = {};
  /// Epochs from one validation to the next, or kValidateAtEnd, or kNeverValidate. The last epoch
  /// is always validated, unless none is.
  std::size_t validate_every = 1;
  /// Stop after so many epochs in a row without a lower validation loss (0 is taken as 1); none:
  /// never.
  std::optional<std::size_t> patience = std::nullopt;
  Keep keep = Keep::kBest;  ///< Without validation it is always the last that are kept.
  /// Learn from the images set aside for validation too: for a last training, when all choices are
  /// made. Goes with kNeverValidate alone. Who owns the data gives the trainer the images.
  bool include_validation = false;
};

inline constexpr Range kEpochsRange = {.low = 1, .high = 100'000};
inline constexpr Range kBatchSizeRange = {.low = 1, .high = 4096};
inline constexpr Range kLabelSmoothingRange = kZeroToBelowOne;

/// Throws std::invalid_argument that names the option and its range, or the options that exclude
/// each other.
void check(const TrainOptions& options);

/// The training images that these options choose. Throws std::invalid_argument that says how many
/// there are if more are asked for.
data::DatasetView chosen_images(const TrainOptions& options, const data::DatasetView& training);

/// Which images of a data set a training looks at; neither more nor fewer.
struct NeededImages {
  data::ImageRange training;    ///< The chosen ones.
  data::ImageRange validation;  ///< All that are set aside for it, or none if it has none.
};

/// Of a data set whose first `training_count` images train and whose other `validation_count`
/// validate, unless they train too. A smaller number of training images changes nothing about the
/// others: it is always the first ones that are learned from, and always all of the others that
/// validate. Throws as chosen_images does.
NeededImages needed_images(const TrainOptions& options, std::size_t training_count,
                           std::size_t validation_count);

/// How many validations there are until the end of that epoch (from 1); 0 until epoch 0.
std::size_t validations_until(const TrainOptions& options, std::size_t epoch);

}  // namespace atelier::train
