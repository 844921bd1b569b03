#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atelier/nn/network_spec.h"
#include "atelier/train/train_options.h"
#include "atelier/train/trainer_state.h"

namespace atelier::train {

/// A training between two epochs, so that it can go on later and elsewhere: all but its data.
struct Checkpoint {
  nn::NetworkSpec network;
  TrainOptions options;
  TrainerState state;
};

/// The current form of the metadata. A reader refuses files of another one and says so.
inline constexpr int kCheckpointFormatVersion = 2;

/// A safetensors file. Its tensors are flat arrays, in the order of nn::Network::parameters():
/// "parameters", "optimizer/first_moment", and where there are any "optimizer/second_moment",
/// "optimizer/average", "best_parameters", "backup_parameters". Its metadata: "format"
/// ("atelier-checkpoint"), "format_version", as JSON "network", "options", "progress" and
/// "history", and "checksum" (io::content_checksum, with the arrays in this order).
std::vector<std::uint8_t> write_checkpoint(const Checkpoint& checkpoint);

/// What was written, bit for bit. Throws std::runtime_error that says what is wrong, if the bytes
/// are damaged, weights in them are not finite, or they are no checkpoint or one of another
/// version. (Version 1 had no checksum.)
Checkpoint read_checkpoint(std::span<const std::uint8_t> bytes);

}  // namespace atelier::train
