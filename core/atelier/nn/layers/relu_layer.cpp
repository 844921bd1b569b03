#include "atelier/nn/layers/layers.h"
#include "atelier/ops/relu.h"

namespace atelier::nn {

namespace {

/// ReLU as a layer of its own, for where it does not follow a convolution or dense layer directly:
/// those take it along for nothing.
class ReluLayer final : public Layer {
 public:
  ReluLayer(const Shape& input, ThreadPool& pool) : shape_(input), pool_(pool) {}

  Shape output_shape() const override { return shape_; }

  bool works_image_by_image() const override { return true; }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    ops::relu(input, batch * shape_.element_count(), output, pool_);
  }

  void backward(const float* /*input*/, const float* output, std::size_t batch,
                float* output_gradient, std::span<float> /*parameter_gradient*/,
                float* input_gradient, bool /*undo_relu*/, const Pass& /*pass*/) override {
    if (input_gradient == nullptr)
      return;
    ops::relu_backward(output, output_gradient, batch * shape_.element_count(), input_gradient,
                       pool_);
  }

 private:
  Shape shape_;
  ThreadPool& pool_;
};

}  // namespace

std::unique_ptr<Layer> make_relu_layer(const Shape& input, ThreadPool& pool) {
  return std::make_unique<ReluLayer>(input, pool);
}

}  // namespace atelier::nn
