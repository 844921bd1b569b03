#pragma once

#include <span>
#include <string>
#include <vector>

#include "atelier/explain/byte_tensor.h"
#include "atelier/nn/network.h"

namespace atelier::explain {

/// What a layer makes of a picture.
struct LayerOutput {
  std::string name;  ///< As in the network's summary: "conv2d_1".
  std::string type;  ///< As in its JSON: "conv2d".
  /// [channels, height, width]: a picture for each channel; [units] where there is one number each.
  /// All of a layer's on one scale, so that its channels compare.
  ByteTensor output;
};

/// The output of every layer that computes something, in their order: flatten and dropout hand on
/// what they are given. The last layer's are the logits.
/// @param image [H, W, C], the network's input. Throws std::invalid_argument if its size is
/// another.
std::vector<LayerOutput> layer_outputs(nn::Network& network, std::span<const float> image);

/// What a convolution has learned to look for.
struct LayerFilters {
  std::string name;   ///< "conv2d_1"
  ByteTensor kernel;  ///< [filters, input channels, height, width], on one scale.
};

/// The kernels of all convolutions, in their order.
std::vector<LayerFilters> convolution_filters(const nn::Network& network);

}  // namespace atelier::explain
