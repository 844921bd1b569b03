#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/layer.h"
#include "atelier/nn/network_spec.h"

namespace atelier::nn {

/// A classifier that can be run forward and backward. All parameters lie in one flat array, all gradients in another of
/// the same order.
class Network {
 public:
  /// Parameters are zero until initialize or parameters() sets them. The pool must outlive the network.
  /// Throws std::invalid_argument, naming the layer, if the shapes do not fit.
  Network(NetworkSpec spec, ThreadPool& pool);

  const NetworkSpec& spec() const { return spec_; }
  std::size_t class_count() const;

  /// Glorot uniform kernels (Glorot and Bengio 2010: +- sqrt(6 / (fan in + fan out))) and zero biases, as in Keras.
  void initialize(std::uint64_t seed);

  /// Where each parameter lies in the flat arrays, in the order of the layers.
  std::span<const Parameter> parameter_list() const { return parameter_list_; }

  std::span<const float> parameters() const { return parameters_.span(); }

  /// For writing: the next forward takes the changed values over. Do not keep the span beyond that.
  std::span<float> mutable_parameters();

  std::span<const float> gradients() const { return gradients_.span(); }
  std::span<float> mutable_gradients() { return gradients_.span(); }

  /// Sets all gradients to zero; backward adds to them.
  void zero_gradients();

  /// @param input [batch, input shape]; must stay valid until backward, if that follows.
  /// @return the logits, [batch, classes]; valid until the next call.
  std::span<const float> forward(const float* input, std::size_t batch, const Pass& pass);

  /// After a forward of the same batch: adds to gradients().
  /// @param logits_gradient [batch, classes]
  void backward(std::span<const float> logits_gradient);

  /// Class probabilities, [batch, classes].
  /// @param input [batch, input shape]
  std::vector<float> predict(const float* input, std::size_t batch);

 private:
  // The implementer completes this.
};

}  // namespace atelier::nn
