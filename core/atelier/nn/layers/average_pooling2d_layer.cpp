#include "atelier/nn/layers/layers.h"
#include "atelier/ops/average_pooling2d.h"

namespace atelier::nn {

namespace {

class AveragePooling2dLayer final : public Layer {
 public:
  AveragePooling2dLayer(const AveragePooling2dSpec& spec, const Shape& input, ThreadPool& pool)
      : pooling_(input, spec.window, pool) {}

  Shape output_shape() const override { return pooling_.output_shape(); }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    pooling_.forward(input, batch, output);
  }

  void backward(const float* /*input*/, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> /*parameter_gradient*/,
                float* input_gradient, const Pass& /*pass*/) override {
    if (input_gradient != nullptr)
      pooling_.backward(output_gradient, batch, input_gradient);
  }

 private:
  ops::AveragePooling2d pooling_;
};

}  // namespace

std::unique_ptr<Layer> make_average_pooling2d_layer(const AveragePooling2dSpec& spec,
                                                    const Shape& input, ThreadPool& pool) {
  return std::make_unique<AveragePooling2dLayer>(spec, input, pool);
}

}  // namespace atelier::nn
