#pragma once

#include <cstddef>
#include <optional>

#include "atelier/train/train_options.h"
#include "atelier/train/trainer.h"

namespace atelier::wasm {

/// How long a training and what follows it will take from now on, by the pace so far, validation
/// included; none in the first moments.
/// @param images         what an epoch trains on.
/// @param closing_images what the result is calibrated and tested on.
std::optional<double> seconds_left(const train::Progress& progress, std::size_t images,
                                   std::size_t closing_images, train::TrainOptions options);

}  // namespace atelier::wasm
