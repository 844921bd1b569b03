#include "atelier/nn/layers/layers.h"
#include "atelier/ops/max_pooling2d.h"

namespace atelier::nn {

namespace {

class MaxPooling2dLayer final : public Layer {
 public:
  MaxPooling2dLayer(const MaxPooling2dSpec& spec, const Shape& input, ThreadPool& pool)
      : pooling_(input, spec.window, pool) {}

  Shape output_shape() const override { return pooling_.output_shape(); }

  bool works_image_by_image() const override { return true; }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    pooling_.forward(input, batch, output);
  }

  bool can_undo_relu() const override { return true; }

  void backward(const float* input, const float* output, std::size_t batch, float* output_gradient,
                std::span<float> /*parameter_gradient*/, float* input_gradient, bool undo_relu,
                const Pass& /*pass*/) override {
    if (input_gradient != nullptr) {
      pooling_.backward(input, output, output_gradient, batch, undo_relu, input_gradient);
    }
  }

 private:
  ops::MaxPooling2d pooling_;
};

}  // namespace

std::unique_ptr<Layer> make_max_pooling2d_layer(const MaxPooling2dSpec& spec, const Shape& input,
                                                ThreadPool& pool) {
  return std::make_unique<MaxPooling2dLayer>(spec, input, pool);
}

}  // namespace atelier::nn
