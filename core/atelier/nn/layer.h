#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/layer_spec.h"

namespace atelier::nn {

/// A parameter's place in the network's one flat array of parameters (and in that of gradients).
struct Parameter {
  std::string name;        ///< "conv2d/kernel", "dense_1/bias": Keras' names.
  Shape shape;             ///< Kernels as in Keras: [height, width, in, out] or [in, out].
  std::size_t offset = 0;  ///< Of its first float in the flat array.
  std::size_t fan_in = 0;  ///< Inputs of one output, for Glorot's initialisation; 0 for what starts at zero.
  std::size_t fan_out = 0;
};

/// What a pass through the network is for.
struct Pass {
  bool training = false;    ///< Dropout is active.
  std::uint64_t seed = 0;   ///< Of the run.
  std::uint32_t step = 0;   ///< Of the run, counted over all epochs: with the seed it decides what dropout drops.
};

/// One step of a network. A layer knows its shapes and owns its operators; its parameters and gradients live in the
/// network's flat arrays, so that optimizers, checkpoints and "best weights" are each one loop over one array.
class Layer {
 public:
  virtual ~Layer() = default;

  virtual Shape output_shape() const = 0;  ///< Without the batch axis.

  /// Takes over changed parameters: `values` holds this layer's, in the order of parameters().
  virtual void set_parameters(std::span<const float> values);

  /// @param input  [batch, input shape]
  /// @param output [batch, output shape], overwritten; may be `input` if in_place().
  virtual void forward(const float* input, std::size_t batch, float* output, const Pass& pass) = 0;

  /// @param input, output      as seen by forward.
  /// @param output_gradient    [batch, output shape]; may be overwritten.
  /// @param parameter_gradient this layer's gradients, *added* to.
  /// @param input_gradient     [batch, input shape], overwritten; null where nothing before needs it.
  virtual void backward(const float* input, const float* output, std::size_t batch, float* output_gradient,
                        std::span<float> parameter_gradient, float* input_gradient, const Pass& pass) = 0;
};

/// Builds the layer that `spec` describes, for inputs of shape `input`. Throws std::invalid_argument, operation first,
/// if they do not fit.
std::unique_ptr<Layer> make_layer(const LayerSpec& spec, const Shape& input, std::uint32_t index, ThreadPool& pool);

}  // namespace atelier::nn
