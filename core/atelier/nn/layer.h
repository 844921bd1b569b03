#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "atelier/base/shape.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/layer_spec.h"

namespace atelier::nn {

/// What a pass through the network is for.
struct Pass {
  bool training = false;   ///< Dropout is active; batch normalisation goes by the batch.
  std::uint64_t seed = 0;  ///< Of the run.
  std::uint32_t step = 0;  ///< Of the run, counted over all epochs: with the seed it decides what
                           ///< dropout drops.
};

/// One step of a network. A layer knows its shapes and owns its operators; its parameters and
/// gradients live in the network's flat arrays, so that optimizers, checkpoints and "best weights"
/// are each one loop over one array.
class Layer {
 public:
  Layer() = default;
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;
  virtual ~Layer() = default;

  virtual Shape output_shape() const = 0;  ///< Without the batch axis.

  /// Whether such a pass hands the values on as they are, in the same order: flatten always,
  /// dropout outside training. The network then lets output and input share their memory, likewise
  /// the gradients, and calls neither forward nor backward.
  virtual bool is_identity(const Pass& pass) const;

  /// Whether each image's output depends on that image alone, also in training, so that a batch may
  /// be given in parts, forward as well as backward.
  virtual bool works_image_by_image() const { return false; }

  /// Takes over changed parameters: `values` holds this layer's, in the order of the network's
  /// list.
  virtual void set_parameters(std::span<const float> values);

  /// @param input  [batch, input shape]
  /// @param output [batch, output shape], overwritten.
  virtual void forward(const float* input, std::size_t batch, float* output, const Pass& pass) = 0;

  /// Whether its output went through max(0, x) at the end. The gradient that backward is given is
  /// then the one *before* that ReLU: to zero it where the output is not above zero is left to
  /// whoever computes it, who has it in registers. A pass of its own over the layer's output, at
  /// memory speed, cost 5 to 8 % of a training step.
  virtual bool ends_in_relu() const { return false; }

  /// Whether backward can do that for the layer before (`undo_relu`); else the network does it.
  virtual bool can_undo_relu() const { return false; }

  /// Called after a forward in training: writes those of its parameters, `values`, that follow from
  /// what it saw and not from gradients (batch normalisation's moving statistics), and takes them
  /// over as set_parameters would.
  virtual void update_statistics(std::span<float> values);

  /// Whether backward may be given one array for both gradients. For elementwise layers that need
  /// the whole batch at once: they then touch a third less memory.
  virtual bool is_backward_in_place() const { return false; }

  /// @param input, output      as seen by forward.
  /// @param output_gradient    [batch, output shape]; may be overwritten. If this layer ends in a
  ///                           ReLU: before it.
  /// @param parameter_gradient this layer's gradients, *added* to, here or by finish_backward();
  ///                           empty where they are not wanted.
  /// @param input_gradient     [batch, input shape], overwritten; null where nothing before needs
  ///                           it; `output_gradient` where is_backward_in_place().
  /// @param undo_relu          whether the input gradient is to be zero where the input is not
  ///                           above zero; only if can_undo_relu().
  virtual void backward(const float* input, const float* output, std::size_t batch,
                        float* output_gradient, std::span<float> parameter_gradient,
                        float* input_gradient, bool undo_relu, const Pass& pass) = 0;

  /// Called when backward has had all parts of a batch, if its parameters' gradients are wanted.
  /// A layer that sums over a batch's images adds the sums here, once, and not after each part: for
  /// `two-block` at batch 128 that is 2 % of a training step, and 8 % on two cores that share no
  /// cache, since adding them up reads what the other core wrote.
  virtual void finish_backward(std::span<float> parameter_gradient);
};

/// Builds the layer that `spec` describes, for inputs of shape `input`. Throws
/// std::invalid_argument, operation first, if they do not fit.
/// @param index the layer's position in the network, from 0: each dropout draws its own numbers.
std::unique_ptr<Layer> make_layer(const LayerSpec& spec, const Shape& input, std::uint32_t index,
                                  ThreadPool& pool);

}  // namespace atelier::nn
