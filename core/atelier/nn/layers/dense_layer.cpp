#include "atelier/nn/layers/layers.h"
#include "atelier/ops/dense.h"

namespace atelier::nn {

namespace {

/// Parameters: the kernel [in, units], then the bias [units] if it is used. With softmax it
/// yields the logits: the loss takes them, and Network::predict makes probabilities of them.
class DenseLayer final : public Layer {
 public:
  DenseLayer(const DenseSpec& spec, const Shape& input, ThreadPool& pool)
      : relu_(spec.activation == Activation::kRelu),
        use_bias_(spec.use_bias),
        units_(spec.units),
        kernel_size_(input.element_count() * spec.units),
        dense_(input.element_count(), spec.units, relu_, pool) {}

  Shape output_shape() const override { return {units_}; }

  void set_parameters(std::span<const float> values) override {
    dense_.set_weights(values.data(), use_bias_ ? values.data() + kernel_size_ : nullptr);
  }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    dense_.forward(input, batch, output);
  }

  bool ends_in_relu() const override { return relu_; }
  bool can_undo_relu() const override { return true; }

  void backward(const float* input, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> parameter_gradient, float* input_gradient,
                bool undo_relu, const Pass& /*pass*/) override {
    if (!parameter_gradient.empty()) {
      float* kernel_gradient = parameter_gradient.data();
      float* bias_gradient = use_bias_ ? kernel_gradient + kernel_size_ : nullptr;
      dense_.backward_weights(input, output_gradient, batch, kernel_gradient, bias_gradient);
    }
    if (input_gradient != nullptr)
      dense_.backward_input(output_gradient, batch, input_gradient, undo_relu ? input : nullptr);
  }

 private:
  bool relu_;
  bool use_bias_;
  std::size_t units_;
  std::size_t kernel_size_;
  ops::Dense dense_;
};

}  // namespace

std::unique_ptr<Layer> make_dense_layer(const DenseSpec& spec, const Shape& input,
                                        ThreadPool& pool) {
  return std::make_unique<DenseLayer>(spec, input, pool);
}

}  // namespace atelier::nn
