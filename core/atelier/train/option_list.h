#pragma once

#include <span>

#include "atelier/train/train_option.h"

namespace atelier::train {

/// All options, in the order in which people meet them.
std::span<const TrainOption> train_option_list();

/// Sets every option that does not apply beside the others to its default, so that a change of,
/// say, the optimizer leaves nothing behind.
void reset_inapplicable(TrainOptions& options);

}  // namespace atelier::train
