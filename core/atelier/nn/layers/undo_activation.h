#pragma once

#include <cstddef>

#include "atelier/base/thread_pool.h"

namespace atelier::nn {

/// The first step back through a layer that ends by adding a bias and applying ReLU, or does
/// neither, in at most one pass: the gradient with regard to the output becomes, in place, the one
/// before ReLU.
/// @param output, gradient [rows, channels]
/// @param bias_gradient    [channels], *added* to; null without a bias.
void undo_activation(bool relu, const float* output, float* gradient, std::size_t rows,
                     std::size_t channels, float* bias_gradient, ThreadPool& pool);

}  // namespace atelier::nn
