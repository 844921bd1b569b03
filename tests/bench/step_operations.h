#pragma once

#include "atelier/nn/network_spec.h"

namespace atelier::bench {

/// The floating-point operations of one image in a training step: forward, kernel gradient, and
/// input gradient of every layer but the first one with a kernel. A multiplication and an addition
/// are two; every tap of a kernel counts, those on padding too, as is usual. Activations, pooling
/// and the optimizer, a few percent, do not count.
double step_operations(const nn::NetworkSpec& spec);

}  // namespace atelier::bench
