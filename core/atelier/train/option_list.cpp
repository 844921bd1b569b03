#include "atelier/train/option_list.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

#include "atelier/base/native_text.h"

namespace atelier::train {

namespace {

constexpr std::string_view kTraining = "Training";
constexpr std::string_view kOptimizer = "Optimizer";
constexpr std::string_view kSchedule = "Learning rate schedule";
constexpr std::string_view kRegularisation = "Regularisation";

/// Random for each image in each epoch.
constexpr std::string_view kAugmentation = kAugmentationGroup;

using data::AugmentationOptions;

constexpr Range kTrainingImagesRange = {.low = 1, .high = 1'000'000};

constexpr Range kShiftRange = {.low = 0, .high = data::kLargestShift};
constexpr Range kRotationRange = {.low = 0, .high = 180};
constexpr Range kZoomRange = {.low = 0, .high = 0.9};

/// Up to 2^53 - 1, the largest whole number that JavaScript, and JSON for it, holds exactly.
constexpr Range kSeedRange = {.low = 0, .high = 9'007'199'254'740'991};

/// The number that stands for kValidateAtEnd.
constexpr double kAtEnd = -1;

constexpr std::array kAll = {OptionWord{"all", kAllImages}};
constexpr std::array kNever = {OptionWord{"never", 0}};
constexpr std::array kEndOrNever = {OptionWord{"end", kAtEnd}, OptionWord{"never", kNeverValidate}};
constexpr std::array kSwitchWords = {OptionWord{"false", 0}, OptionWord{"true", 1}};

/// Words for an enumeration, whose values are their positions.
template <std::size_t kCount>
constexpr std::array<OptionWord, kCount> enumerated(
    const std::array<std::string_view, kCount>& names) {
  std::array<OptionWord, kCount> words;
  for (std::size_t index = 0; index < kCount; ++index)
    words[index] = {names[index], static_cast<double>(index)};
  return words;
}

constexpr auto kKeepWords = enumerated(kKeepNames);
constexpr auto kOptimizerWords = enumerated(kOptimizerNames);
constexpr auto kScheduleWords = enumerated(kScheduleNames);
constexpr auto kAnnealWords = enumerated(kAnnealNames);

/// The value that a chain of members leads to, from the options inwards.
template <auto... kMembers>
double get(const TrainOptions& options) {
  return static_cast<double>((options.*....*kMembers));
}

template <auto... kMembers>
void set(TrainOptions& options, double value) {
  auto& place = (options.*....*kMembers);
  place = static_cast<std::remove_reference_t<decltype(place)>>(value);
}

template <auto... kMembers>
constexpr OptionPlace kPlace = {get<kMembers...>, set<kMembers...>};

double get_validate_every(const TrainOptions& options) {
  return options.validate_every == kValidateAtEnd ? kAtEnd
                                                  : static_cast<double>(options.validate_every);
}

void set_validate_every(TrainOptions& options, double value) {
  options.validate_every = value == kAtEnd ? kValidateAtEnd : static_cast<std::size_t>(value);
}

double get_patience(const TrainOptions& options) {
  return static_cast<double>(options.patience.value_or(0));
}

void set_patience(TrainOptions& options, double value) {
  options.patience = std::nullopt;
  if (value > 0)
    options.patience = static_cast<std::size_t>(value);
}

bool validates(const TrainOptions& options) {
  return options.validate_every != kNeverValidate;
}

bool never_validates(const TrainOptions& options) {
  return !validates(options);
}

bool is_sgd(const TrainOptions& options) {
  return options.optimizer.kind == OptimizerKind::kSgd;
}

bool is_adam(const TrainOptions& options) {
  return !is_sgd(options);
}

bool may_decay(const TrainOptions& options) {
  return options.optimizer.kind != OptimizerKind::kAdam;
}

bool erases(const TrainOptions& options) {
  return options.augmentation.erasing > 0;
}

bool sketches(const TrainOptions& options) {
  return options.augmentation.sketch > 0;
}

template <ScheduleKind... kKinds>
bool is_schedule(const TrainOptions& options) {
  return ((options.schedule.kind == kKinds) || ...);
}

constexpr std::array kOptions = {
    TrainOption{.key = "epochs",
                .group = kTraining,
                .sentence = native_text("Passes over the training images"),
                .type = OptionType::kWhole,
                .range = kEpochsRange,
                .place = kPlace<&TrainOptions::epochs>},
    TrainOption{.key = "training_images",
                .group = kTraining,
                .sentence = native_text("Learn from the first so many training images alone"),
                .type = OptionType::kWhole,
                .range = kTrainingImagesRange,
                .words = kAll,
                .place = kPlace<&TrainOptions::training_images>},
    TrainOption{.key = "batch_size",
                .group = kTraining,
                .sentence = native_text("Images in a step"),
                .type = OptionType::kWhole,
                .range = kBatchSizeRange,
                .place = kPlace<&TrainOptions::batch_size>},
    TrainOption{
        .key = "seed",
        .group = kTraining,
        .sentence = native_text("Decides first weights, order of images, dropout and augmentation"),
        .type = OptionType::kWhole,
        .range = kSeedRange,
        .place = kPlace<&TrainOptions::seed>},
    TrainOption{.key = "validate_every",
                .group = kTraining,
                .sentence = native_text(
                    "Epochs from one validation to the next; end: after the last one alone"),
                .type = OptionType::kWhole,
                .range = kEpochsRange,
                .words = kEndOrNever,
                .place = {get_validate_every, set_validate_every}},
    TrainOption{.key = "patience",
                .group = kTraining,
                .sentence = native_text(
                    "Stop after so many epochs in a row without a lower validation loss"),
                .type = OptionType::kWhole,
                .range = kEpochsRange,
                .words = kNever,
                .place = {get_patience, set_patience},
                .applies = validates,
                .applies_to = "training with validation"},
    TrainOption{.key = "keep",
                .group = kTraining,
                .sentence = native_text(
                    "The weights to end with: those of the lowest validation loss, or the last"),
                .type = OptionType::kWord,
                .words = kKeepWords,
                .place = kPlace<&TrainOptions::keep>,
                .applies = validates,
                .applies_to = "training with validation"},
    TrainOption{
        .key = "include_validation",
        .group = kTraining,
        .sentence = native_text("Learn from the 12,000 validation images too, once all is chosen"),
        .type = OptionType::kSwitch,
        .words = kSwitchWords,
        .place = kPlace<&TrainOptions::include_validation>,
        .applies = never_validates,
        .applies_to = "training without validation"},
    TrainOption{.key = "optimizer",
                .group = kOptimizer,
                .sentence = native_text("How weights are moved"),
                .type = OptionType::kWord,
                .words = kOptimizerWords,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::kind>},
    TrainOption{
        .key = "learning_rate",
        .group = kOptimizer,
        .sentence = native_text("How far they are moved in a step; with a schedule, at most"),
        .type = OptionType::kNumber,
        .range = kLearningRateRange,
        .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::learning_rate>},
    TrainOption{.key = "momentum",
                .group = kOptimizer,
                .sentence = native_text("Share of the last step's direction that is kept"),
                .type = OptionType::kNumber,
                .range = kMomentumRange,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::momentum>,
                .applies = is_sgd,
                .applies_to = "sgd"},
    TrainOption{.key = "nesterov",
                .group = kOptimizer,
                .sentence = native_text("Look ahead by the momentum"),
                .type = OptionType::kSwitch,
                .words = kSwitchWords,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::nesterov>,
                .applies = is_sgd,
                .applies_to = "sgd"},
    TrainOption{.key = "beta1",
                .group = kOptimizer,
                .sentence = native_text("Share of the gradients' mean that is kept in a step"),
                .type = OptionType::kNumber,
                .range = kBetaRange,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::beta1>,
                .applies = is_adam,
                .applies_to = "adam and adamw"},
    TrainOption{
        .key = "beta2",
        .group = kOptimizer,
        .sentence = native_text("Share of the mean of their squares that is kept in a step"),
        .type = OptionType::kNumber,
        .range = kBetaRange,
        .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::beta2>,
        .applies = is_adam,
        .applies_to = "adam and adamw"},
    TrainOption{.key = "epsilon",
                .group = kOptimizer,
                .sentence = native_text("Added to the root of that mean"),
                .type = OptionType::kNumber,
                .range = kEpsilonRange,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::epsilon>,
                .applies = is_adam,
                .applies_to = "adam and adamw"},
    TrainOption{.key = "clip_norm",
                .group = kOptimizer,
                .sentence = native_text("Scale a longer gradient down to this norm; 0: never"),
                .type = OptionType::kNumber,
                .range = kClipNormRange,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::clip_norm>},
    TrainOption{
        .key = "average_decay",
        .group = kOptimizer,
        .sentence = native_text("End with an average of the weights after all steps, a step back "
                                "counting for so much less; 0: no average"),
        .type = OptionType::kNumber,
        .range = kAverageDecayRange,
        .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::average_decay>},
    TrainOption{.key = "schedule",
                .group = kSchedule,
                .sentence = native_text("How the learning rate changes"),
                .type = OptionType::kWord,
                .words = kScheduleWords,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::kind>},
    TrainOption{.key = "schedule_every",
                .group = kSchedule,
                .sentence = native_text(
                    "Epochs between reductions; without a lower validation loss, on a plateau"),
                .type = OptionType::kWhole,
                .range = kScheduleEveryRange,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::every>,
                .applies = is_schedule<ScheduleKind::kStep, ScheduleKind::kReduceOnPlateau>,
                .applies_to = "step and reduce-on-plateau"},
    TrainOption{.key = "schedule_factor",
                .group = kSchedule,
                .sentence = native_text("What a reduction multiplies it with"),
                .type = OptionType::kNumber,
                .range = kScheduleFactorRange,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::factor>,
                .applies = is_schedule<ScheduleKind::kStep, ScheduleKind::kReduceOnPlateau>,
                .applies_to = "step and reduce-on-plateau"},
    TrainOption{.key = "warm_up",
                .group = kSchedule,
                .sentence = native_text("Share of all steps in which it rises"),
                .type = OptionType::kNumber,
                .range = kWarmUpRange,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::warm_up>,
                .applies = is_schedule<ScheduleKind::kOneCycle>,
                .applies_to = "one-cycle"},
    TrainOption{.key = "anneal",
                .group = kSchedule,
                .sentence = native_text("How it falls after that"),
                .type = OptionType::kWord,
                .words = kAnnealWords,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::anneal>,
                .applies = is_schedule<ScheduleKind::kOneCycle>,
                .applies_to = "one-cycle"},
    TrainOption{.key = "initial_fraction",
                .group = kSchedule,
                .sentence = native_text("Share of it that the first step takes"),
                .type = OptionType::kNumber,
                .range = kFractionRange,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::initial_fraction>,
                .applies = is_schedule<ScheduleKind::kOneCycle>,
                .applies_to = "one-cycle"},
    TrainOption{.key = "final_fraction",
                .group = kSchedule,
                .sentence = native_text("Share of it that the last step takes"),
                .type = OptionType::kNumber,
                .range = kFractionRange,
                .place = kPlace<&TrainOptions::schedule, &ScheduleOptions::final_fraction>,
                .applies = is_schedule<ScheduleKind::kCosine, ScheduleKind::kOneCycle>,
                .applies_to = "cosine and one-cycle"},
    TrainOption{.key = "l2",
                .group = kRegularisation,
                .sentence = native_text(
                    "Adds this times the sum of the squared weights to the loss (PyTorch's "
                    "weight_decay of SGD is twice as much)"),
                .type = OptionType::kNumber,
                .range = kL2Range,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::l2>},
    TrainOption{.key = "weight_decay",
                .group = kRegularisation,
                .sentence = native_text(
                    "Each step also shrinks the weights by this times the learning rate"),
                .type = OptionType::kNumber,
                .range = kWeightDecayRange,
                .place = kPlace<&TrainOptions::optimizer, &OptimizerOptions::weight_decay>,
                .applies = may_decay,
                .applies_to = "adamw and sgd"},
    TrainOption{.key = "label_smoothing",
                .group = kRegularisation,
                .sentence = native_text("Share of the target spread evenly over all classes"),
                .type = OptionType::kNumber,
                .range = kLabelSmoothingRange,
                .place = kPlace<&TrainOptions::label_smoothing>},
    TrainOption{.key = "flip",
                .group = kAugmentation,
                .sentence = native_text("Probability of mirroring an image, left and right"),
                .type = OptionType::kNumber,
                .range = kZeroToOne,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::flip>},
    TrainOption{.key = "shift",
                .group = kAugmentation,
                .sentence = native_text("Moves it by up to so many whole pixels, each way"),
                .type = OptionType::kWhole,
                .range = kShiftRange,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::shift>},
    TrainOption{
        .key = "translation",
        .group = kAugmentation,
        .sentence = native_text("Moves it by any length, up to this share of its width and height"),
        .type = OptionType::kNumber,
        .range = kZeroToOne,
        .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::translation>},
    TrainOption{.key = "rotation",
                .group = kAugmentation,
                .sentence = native_text("Turns it by up to so many degrees, either way"),
                .type = OptionType::kNumber,
                .range = kRotationRange,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::rotation>},
    TrainOption{.key = "zoom",
                .group = kAugmentation,
                .sentence = native_text("Magnifies it by up to this share more or less"),
                .type = OptionType::kNumber,
                .range = kZoomRange,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::zoom>},
    TrainOption{.key = "contrast",
                .group = kAugmentation,
                .sentence = native_text(
                    "Spreads its values about their mean by up to this share more or less"),
                .type = OptionType::kNumber,
                .range = kZeroToOne,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::contrast>},
    TrainOption{
        .key = "brightness",
        .group = kAugmentation,
        .sentence = native_text("Adds up to this to its values or takes it away, white being 1"),
        .type = OptionType::kNumber,
        .range = kZeroToOne,
        .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::brightness>},
    TrainOption{.key = "erasing",
                .group = kAugmentation,
                .sentence = native_text("Probability of blackening a rectangle in it"),
                .type = OptionType::kNumber,
                .range = kZeroToOne,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::erasing>},
    TrainOption{
        .key = "erasing_smallest",
        .group = kAugmentation,
        .sentence = native_text("Share of the image that is blackened, at least"),
        .type = OptionType::kNumber,
        .range = kZeroToOne,
        .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::erasing_smallest>,
        .applies = erases,
        .applies_to = "erasing"},
    TrainOption{.key = "erasing_largest",
                .group = kAugmentation,
                .sentence = native_text("The same, at most"),
                .type = OptionType::kNumber,
                .range = kZeroToOne,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::erasing_largest>,
                .applies = erases,
                .applies_to = "erasing"},
    TrainOption{.key = "sketch",
                .group = kAugmentation,
                .sentence = native_text(
                    "Probability of making a drawing of it: outline, silhouette, flat tones"),
                .type = OptionType::kNumber,
                .range = kZeroToOne,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::sketch>},
    TrainOption{.key = "sketch_warp",
                .group = kAugmentation,
                .sentence = native_text("How far a drawing's proportions may be from the image's"),
                .type = OptionType::kNumber,
                .range = kZeroToOne,
                .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::sketch_warp>,
                .applies = sketches,
                .applies_to = "sketch"},
    TrainOption{
        .key = "drawing",
        .group = kAugmentation,
        .sentence = native_text("Probability of putting a drawing of such a garment in its place"),
        .type = OptionType::kNumber,
        .range = kZeroToOne,
        .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::drawing>},
    TrainOption{
        .key = "clutter",
        .group = kAugmentation,
        .sentence = native_text("Probability of drawing something else there, to be unsure about"),
        .type = OptionType::kNumber,
        .range = kZeroToOne,
        .place = kPlace<&TrainOptions::augmentation, &AugmentationOptions::clutter>},
};

}  // namespace

std::span<const TrainOption> train_option_list() {
  return kOptions;
}

void reset_inapplicable(TrainOptions& options) {
  const TrainOptions defaults;
  for (const TrainOption& option : kOptions) {
    if (!option.applies(options))
      option.set(options, option.get(defaults));
  }
}

}  // namespace atelier::train
