#include <algorithm>

#include "atelier/nn/layers/layers.h"

namespace atelier::nn {

namespace {

/// Activations are NHWC and contiguous, so that flattening only changes what the sizes are called.
class FlattenLayer final : public Layer {
 public:
  explicit FlattenLayer(const Shape& input) : size_(input.element_count()) {}

  Shape output_shape() const override { return {size_}; }

  bool is_identity(const Pass& /*pass*/) const override { return true; }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    std::copy_n(input, batch * size_, output);
  }

  void backward(const float* /*input*/, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> /*parameter_gradient*/,
                float* input_gradient, bool /*undo_relu*/, const Pass& /*pass*/) override {
    if (input_gradient != nullptr)
      std::copy_n(output_gradient, batch * size_, input_gradient);
  }

 private:
  std::size_t size_;
};

}  // namespace

std::unique_ptr<Layer> make_flatten_layer(const Shape& input) {
  return std::make_unique<FlattenLayer>(input);
}

}  // namespace atelier::nn
