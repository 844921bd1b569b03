#pragma once

#include <cstddef>
#include <string>

#include "atelier/base/shape.h"

namespace atelier::nn {

/// A parameter's place in the network's one flat array of parameters (and in that of gradients).
struct Parameter {
  std::string name;        ///< "conv2d/kernel", "dense_1/bias": Keras' names.
  Shape shape;             ///< Kernels as in Keras: [height, width, in, out] or [in, out].
  std::size_t offset = 0;  ///< Of its first float in the flat array.
  std::size_t fan_in = 0;  ///< Inputs of one output, for Glorot's initialisation; 0 for what starts
                           ///< at zero.
  std::size_t fan_out = 0;
};

}  // namespace atelier::nn
