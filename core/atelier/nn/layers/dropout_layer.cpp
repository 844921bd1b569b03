#include "atelier/nn/layers/layers.h"
#include "atelier/ops/dropout.h"

namespace atelier::nn {

namespace {

class DropoutLayer final : public Layer {
 public:
  DropoutLayer(const DropoutSpec& spec, const Shape& input, std::uint32_t index, ThreadPool& pool)
      : rate_(spec.rate), shape_(input), index_(index), pool_(pool) {}

  Shape output_shape() const override { return shape_; }

  bool is_identity(const Pass& pass) const override { return !pass.training || rate_ == 0; }

  bool is_backward_in_place() const override { return true; }

  void forward(const float* input, std::size_t batch, float* output, const Pass& pass) override {
    ops::dropout(input, batch * shape_.element_count(), rate_, key(pass), output, pool_);
  }

  void backward(const float* /*input*/, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> /*parameter_gradient*/,
                float* input_gradient, bool /*undo_relu*/, const Pass& pass) override {
    if (input_gradient == nullptr)
      return;
    ops::dropout(output_gradient, batch * shape_.element_count(), rate_, key(pass), input_gradient,
                 pool_);
  }

 private:
  ops::DropoutKey key(const Pass& pass) const {
    return {.seed = pass.seed, .step = pass.step, .layer = index_};
  }

  float rate_;
  Shape shape_;
  std::uint32_t index_;
  ThreadPool& pool_;
};

}  // namespace

std::unique_ptr<Layer> make_dropout_layer(const DropoutSpec& spec, const Shape& input,
                                          std::uint32_t index, ThreadPool& pool) {
  return std::make_unique<DropoutLayer>(spec, input, index, pool);
}

}  // namespace atelier::nn
