#pragma once

#include <span>
#include <string_view>

#include "atelier/nn/network_spec.h"

namespace atelier::nn {

/// A network with a name, ready to train on Fashion-MNIST.
struct Preset {
  std::string_view name;         ///< As given on the command line.
  std::string_view description;  ///< One sentence; empty in WebAssembly.
  std::string_view json;         ///< For network_from_json.
};

/// All presets: classic, classic-deep, two-block, two-block-same as their authors published them;
/// then, with batch normalisation, classic-norm, two-block-norm, three-block; and sprint, for
/// trainings of a minute.
std::span<const Preset> presets();

/// Throws std::invalid_argument that lists the known names.
NetworkSpec preset(std::string_view name);

}  // namespace atelier::nn
