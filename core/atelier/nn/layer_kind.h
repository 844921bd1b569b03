#pragma once

#include <string_view>
#include <variant>

#include "atelier/nn/layer_spec.h"

namespace atelier::nn {

/// What a kind of layer is called.
struct LayerKind {
  std::string_view type;   ///< In JSON, and in the names of layers: "conv2d".
  std::string_view title;  ///< Keras' class, for the summary: "Conv2D".
};

constexpr LayerKind layer_kind(const Conv2dSpec&) {
  return {"conv2d", "Conv2D"};
}
constexpr LayerKind layer_kind(const MaxPooling2dSpec&) {
  return {"max_pooling2d", "MaxPooling2D"};
}
constexpr LayerKind layer_kind(const AveragePooling2dSpec&) {
  return {"average_pooling2d", "AveragePooling2D"};
}
constexpr LayerKind layer_kind(const GlobalAveragePooling2dSpec&) {
  return {"global_average_pooling2d", "GlobalAveragePooling2D"};
}
constexpr LayerKind layer_kind(const FlattenSpec&) {
  return {"flatten", "Flatten"};
}
constexpr LayerKind layer_kind(const DenseSpec&) {
  return {"dense", "Dense"};
}
constexpr LayerKind layer_kind(const ReluSpec&) {
  return {"relu", "ReLU"};
}
constexpr LayerKind layer_kind(const DropoutSpec&) {
  return {"dropout", "Dropout"};
}
constexpr LayerKind layer_kind(const BatchNormalizationSpec&) {
  return {"batch_normalization", "BatchNormalization"};
}

inline LayerKind layer_kind(const LayerSpec& spec) {
  return std::visit([](const auto& kind) { return layer_kind(kind); }, spec);
}

}  // namespace atelier::nn
