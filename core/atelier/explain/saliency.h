#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "atelier/nn/network.h"

namespace atelier::explain {

/// How smooth_grad looks.
struct SmoothGradOptions {
  /// Noisy copies of the picture; at least 1. The method's authors see no gain beyond 50; 32 are
  /// half as much work, and two calls for nearly the same picture look the same.
  std::size_t copies = 32;
  /// Standard deviation of the noise, the pixels' range being 1. The authors recommend 0.1 to 0.2;
  /// 0 for a plain gradient.
  float noise = 0.15F;
};

/// What of a picture mattered for a class: the mean gradient of the class' logit with regard to the
/// pixels, over noisy copies of the picture (SmoothGrad: Smilkov, Thorat, Kim, Viegas and
/// Wattenberg 2017, on the gradients of Simonyan, Vedaldi and Zisserman 2013). Where it is above 0,
/// a brighter pixel speaks for the class; below 0, against it.
///
/// Why this one: the gradient at the picture itself is noise for the most part, since it belongs to
/// one of the many linear pieces that a network with ReLU is made of; the mean over the pieces
/// around it is not. And it is not multiplied with the picture, as gradient x input and integrated
/// gradients are. That shows the picture's own shape whatever the network has learned, so that it
/// looks right for a network of random weights as well (Adebayo et al. 2018, "Sanity checks for
/// saliency maps"), and it is blind to black: the gap between two trouser legs would never count.
///
/// The noise is the same at each call, so that the same picture gives the same answer. One forward
/// and one backward pass of `copies` images; the network's gradients() stay as they are.
/// @param image [H, W, C], the network's input.
/// @param label the class; below class_count().
/// @return [H, W, C]
/// Throws std::invalid_argument if the image's size or the label does not fit the network, or
/// `copies` is 0.
std::vector<float> smooth_grad(nn::Network& network, std::span<const float> image,
                               std::size_t label, const SmoothGradOptions& options = {});

}  // namespace atelier::explain
