#include <utility>

#include "atelier/nn/layers/layers.h"
#include "atelier/ops/average_pooling2d.h"
#include "atelier/ops/global_average_pooling2d.h"

namespace atelier::nn {

namespace {

/// @tparam Operation ops::AveragePooling2d or ops::GlobalAveragePooling2d.
template <typename Operation>
class AveragePoolingLayer final : public Layer {
 public:
  explicit AveragePoolingLayer(Operation pooling) : pooling_(std::move(pooling)) {}

  Shape output_shape() const override { return pooling_.output_shape(); }

  bool works_image_by_image() const override { return true; }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    pooling_.forward(input, batch, output);
  }

  void backward(const float* /*input*/, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> /*parameter_gradient*/,
                float* input_gradient, bool /*undo_relu*/, const Pass& /*pass*/) override {
    if (input_gradient != nullptr)
      pooling_.backward(output_gradient, batch, input_gradient);
  }

 private:
  Operation pooling_;
};

}  // namespace

std::unique_ptr<Layer> make_average_pooling2d_layer(const AveragePooling2dSpec& spec,
                                                    const Shape& input, ThreadPool& pool) {
  return std::make_unique<AveragePoolingLayer<ops::AveragePooling2d>>(
      ops::AveragePooling2d(input, spec.window, pool));
}

std::unique_ptr<Layer> make_global_average_pooling2d_layer(const Shape& input, ThreadPool& pool) {
  return std::make_unique<AveragePoolingLayer<ops::GlobalAveragePooling2d>>(
      ops::GlobalAveragePooling2d(input, pool));
}

}  // namespace atelier::nn
