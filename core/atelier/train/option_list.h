#pragma once

#include <span>
#include <string_view>

#include "atelier/train/train_option.h"

namespace atelier::train {

/// The group of the options that change images.
inline constexpr std::string_view kAugmentationGroup = "Augmentation";

/// All options, in the order in which people meet them.
std::span<const TrainOption> train_option_list();

/// Sets every option that does not apply beside the others to its default, so that a change of,
/// say, the optimizer leaves nothing behind.
void reset_inapplicable(TrainOptions& options);

}  // namespace atelier::train
