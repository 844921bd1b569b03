#pragma once

#include <cstddef>
#include <string>

#include "atelier/base/shape.h"

namespace atelier::nn {

/// What changes a parameter in training.
enum class ParameterRole {
  kTrained,         ///< The optimizer, by the gradient.
  kMovingMean,      ///< Batch normalisation's forward, by the values it sees: the gradient is 0.
  kMovingVariance,  ///< Likewise; at least 0.
};

/// A parameter's place in the network's one flat array of parameters (and in that of gradients).
struct Parameter {
  std::string name;        ///< "conv2d/kernel", "dense_1/bias": Keras' names.
  Shape shape;             ///< Kernels as in Keras: [height, width, in, out] or [in, out].
  std::size_t offset = 0;  ///< Of its first float in the flat array.
  std::size_t fan_in = 0;  ///< Inputs of one output, for Glorot's initialisation; 0 for what starts
                           ///< at `initial`.
  std::size_t fan_out = 0;
  float initial = 0;
  ParameterRole role = ParameterRole::kTrained;

  bool trainable() const { return role == ParameterRole::kTrained; }
};

}  // namespace atelier::nn
