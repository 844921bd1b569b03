#include "atelier/nn/layer.h"

#include <variant>

#include "atelier/nn/layers/layers.h"

namespace atelier::nn {

bool Layer::is_identity(const Pass& /*pass*/) const {
  return false;
}

void Layer::set_parameters(std::span<const float> /*values*/) {}

void Layer::update_statistics(std::span<float> /*values*/) {}

void Layer::finish_backward(std::span<float> /*parameter_gradient*/) {}

namespace {

/// Picks the factory that goes with a description.
struct MakeLayer {
  const Shape& input;
  std::uint32_t index;
  ThreadPool& pool;

  std::unique_ptr<Layer> operator()(const Conv2dSpec& spec) const {
    return make_conv2d_layer(spec, input, pool);
  }
  std::unique_ptr<Layer> operator()(const MaxPooling2dSpec& spec) const {
    return make_max_pooling2d_layer(spec, input, pool);
  }
  std::unique_ptr<Layer> operator()(const AveragePooling2dSpec& spec) const {
    return make_average_pooling2d_layer(spec, input, pool);
  }
  std::unique_ptr<Layer> operator()(const GlobalAveragePooling2dSpec& /*spec*/) const {
    return make_global_average_pooling2d_layer(input, pool);
  }
  std::unique_ptr<Layer> operator()(const FlattenSpec& /*spec*/) const {
    return make_flatten_layer(input);
  }
  std::unique_ptr<Layer> operator()(const DenseSpec& spec) const {
    return make_dense_layer(spec, input, pool);
  }
  std::unique_ptr<Layer> operator()(const ReluSpec& /*spec*/) const {
    return make_relu_layer(input, pool);
  }
  std::unique_ptr<Layer> operator()(const DropoutSpec& spec) const {
    return make_dropout_layer(spec, input, index, pool);
  }
  std::unique_ptr<Layer> operator()(const BatchNormalizationSpec& spec) const {
    return make_batch_normalization_layer(spec, input, pool);
  }
};

}  // namespace

std::unique_ptr<Layer> make_layer(const LayerSpec& spec, const Shape& input, std::uint32_t index,
                                  ThreadPool& pool) {
  return std::visit(MakeLayer{input, index, pool}, spec);
}

}  // namespace atelier::nn
