#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>

#include "atelier/nn/layer_spec.h"

namespace atelier::nn {

/// Reads one element of a network's "layers"; see layer_spec.h for the keys.
/// @param position of the layer, from 1, for messages.
/// Throws std::invalid_argument that names layer and key.
LayerSpec layer_from_json(const nlohmann::ordered_json& json, std::size_t position);

/// The inverse, with every option written out.
nlohmann::ordered_json layer_to_json(const LayerSpec& spec);

}  // namespace atelier::nn
