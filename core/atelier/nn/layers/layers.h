#pragma once

#include <cstdint>
#include <memory>

#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/layer.h"
#include "atelier/nn/layer_spec.h"

/// One factory for each kind of layer, for make_layer alone: the classes stay in their own files.
namespace atelier::nn {

std::unique_ptr<Layer> make_conv2d_layer(const Conv2dSpec& spec, const Shape& input,
                                         ThreadPool& pool);
std::unique_ptr<Layer> make_max_pooling2d_layer(const MaxPooling2dSpec& spec, const Shape& input,
                                                ThreadPool& pool);
std::unique_ptr<Layer> make_average_pooling2d_layer(const AveragePooling2dSpec& spec,
                                                    const Shape& input, ThreadPool& pool);
std::unique_ptr<Layer> make_global_average_pooling2d_layer(const Shape& input, ThreadPool& pool);
std::unique_ptr<Layer> make_flatten_layer(const Shape& input);
std::unique_ptr<Layer> make_dense_layer(const DenseSpec& spec, const Shape& input,
                                        ThreadPool& pool);
std::unique_ptr<Layer> make_relu_layer(const Shape& input, ThreadPool& pool);
std::unique_ptr<Layer> make_batch_normalization_layer(const BatchNormalizationSpec& spec,
                                                      const Shape& input, ThreadPool& pool);

/// @param index the layer's position in the network: each dropout draws its own numbers.
std::unique_ptr<Layer> make_dropout_layer(const DropoutSpec& spec, const Shape& input,
                                          std::uint32_t index, ThreadPool& pool);

}  // namespace atelier::nn
