#pragma once

#include <memory>
#include <span>
#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/nn/network.h"
#include "atelier/nn/network_spec.h"

namespace atelier::nn {

/// A network and its parameters, in the order of Network::parameters().
struct FoldedNetwork {
  NetworkSpec spec;
  std::vector<float> parameters;
};

/// For inference alone: the same function with less work. Outside training batch normalisation is a
/// scale and an offset for each channel, so it goes into the layer before it:
///
/// * into the kernel and bias of a linear convolution or dense layer that it follows directly;
/// * into those of a linear convolution with a max pooling between the two, if no scale is
/// negative:
///   the largest value stays the largest under an increasing map, and ReLU is one too.
///
/// Elsewhere it stays, one pass that scales and offsets. Kernels and biases are worked out in
/// double precision; results differ by roundings.
/// @param parameters of a network of that description.
/// Throws std::invalid_argument as summarize does, or if the number of parameters is not the
/// description's.
FoldedNetwork fold_batch_normalization(const NetworkSpec& spec, std::span<const float> parameters);

/// The network as it is now, folded; null where there is nothing to fold. For predict and forward
/// outside training; it does not follow later changes.
std::unique_ptr<Network> make_folded_network(const Network& network, ThreadPool& pool);

/// The network as it is now, folded where there is something to fold: for work that takes its time
/// while the network itself goes on changing.
std::unique_ptr<Network> make_inference_copy(const Network& network, ThreadPool& pool);

}  // namespace atelier::nn
