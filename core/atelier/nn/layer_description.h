#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/nn/layer_kind.h"
#include "atelier/nn/network_spec.h"
#include "atelier/nn/parameter.h"

namespace atelier::nn {

/// A layer of a network whose shapes were found to fit.
struct LayerDescription {
  std::string name;  ///< Unique in the network: "conv2d", "conv2d_1", ...
  LayerKind kind;
  Shape output;  ///< Without the batch axis.
  std::vector<Parameter> parameters;
};

/// The one place where shapes, parameters and limits are worked out and checked. Nothing is
/// allocated for the network, and the arithmetic cannot overflow. Throws std::invalid_argument as
/// summarize does.
std::vector<LayerDescription> describe(const NetworkSpec& spec);

}  // namespace atelier::nn
