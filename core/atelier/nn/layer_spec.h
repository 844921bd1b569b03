#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/ops/window.h"

namespace atelier::nn {

/// What a layer does to its result before handing it on.
enum class Activation { kLinear, kRelu, kSoftmax };

// Descriptions of layers, with Keras' names and meanings. They are plain data: layer.h makes layers
// of them.

/// Convolution with `filters` output channels and one bias each. JSON: {"type": "conv2d",
/// "filters": 28, "kernel_size": 3, "strides": 1, "padding": "valid", "activation": "relu",
/// "use_bias": true}; sizes are a number or [height, width].
struct Conv2dSpec {
  std::size_t filters = 0;
  ops::WindowOptions window = {};
  Activation activation = Activation::kLinear;  ///< Linear or ReLU.
  bool use_bias = true;  ///< Without, where batch normalisation follows: it has its own offset.
  friend bool operator==(const Conv2dSpec&, const Conv2dSpec&) = default;
};

/// JSON: {"type": "max_pooling2d", "pool_size": 2, "strides": 2, "padding": "valid"}; strides
/// default to the pool size.
struct MaxPooling2dSpec {
  ops::WindowOptions window = {};
  friend bool operator==(const MaxPooling2dSpec&, const MaxPooling2dSpec&) = default;
};

/// JSON: as max_pooling2d, with "type": "average_pooling2d".
struct AveragePooling2dSpec {
  ops::WindowOptions window = {};
  friend bool operator==(const AveragePooling2dSpec&, const AveragePooling2dSpec&) = default;
};

/// [H, W, C] to [C]. JSON: {"type": "global_average_pooling2d"}.
struct GlobalAveragePooling2dSpec {
  friend bool operator==(const GlobalAveragePooling2dSpec&,
                         const GlobalAveragePooling2dSpec&) = default;
};

/// [H, W, C] to [H * W * C]. JSON: {"type": "flatten"}.
struct FlattenSpec {
  friend bool operator==(const FlattenSpec&, const FlattenSpec&) = default;
};

/// JSON: {"type": "dense", "units": 56, "activation": "relu", "use_bias": true}.
struct DenseSpec {
  std::size_t units = 0;
  Activation activation = Activation::kLinear;  ///< Softmax on the network's last layer only.
  bool use_bias = true;
  friend bool operator==(const DenseSpec&, const DenseSpec&) = default;
};

/// JSON: {"type": "relu"}.
struct ReluSpec {
  friend bool operator==(const ReluSpec&, const ReluSpec&) = default;
};

/// Active in training only. JSON: {"type": "dropout", "rate": 0.3}; 0 <= rate < 1.
struct DropoutSpec {
  float rate = 0;
  friend bool operator==(const DropoutSpec&, const DropoutSpec&) = default;
};

/// Brings each channel to mean beta and standard deviation gamma, over the batch (and its pixels)
/// in training and by moving statistics otherwise; see ops/batch_normalization.h. Takes [H, W, C]
/// and [C]. JSON: {"type": "batch_normalization", "momentum": 0.9, "epsilon": 0.00001,
/// "activation": "relu"}. "activation" is ours: Keras has ReLU as a layer of its own, here it costs
/// nothing.
///
/// The defaults are PyTorch's and not Keras' (0.99 and 0.001). Of the moving variance's start, 1,
/// an epoch of 375 steps leaves 2 % at a momentum of 0.99. The variances of `two-block-norm`'s
/// first convolution are 0.0006 to 0.02, so that the first epochs' validation would say nothing;
/// and 0.001 more would be more than the least of them is.
struct BatchNormalizationSpec {
  float momentum = 0.9F;  ///< What the moving statistics keep at a step: 0 to below 1.
  float epsilon = 1e-5F;  ///< Added to the variance; above 0, at most 1.
  Activation activation = Activation::kLinear;  ///< Linear or ReLU.
  friend bool operator==(const BatchNormalizationSpec&, const BatchNormalizationSpec&) = default;
};

using LayerSpec =
    std::variant<Conv2dSpec, MaxPooling2dSpec, AveragePooling2dSpec, GlobalAveragePooling2dSpec,
                 FlattenSpec, DenseSpec, ReluSpec, DropoutSpec, BatchNormalizationSpec>;

}  // namespace atelier::nn
