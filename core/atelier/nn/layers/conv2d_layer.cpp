#include "atelier/nn/layers/layers.h"
#include "atelier/nn/layers/undo_activation.h"
#include "atelier/ops/conv2d.h"

namespace atelier::nn {

namespace {

/// Parameters: the kernel [height, width, in, filters], then the bias [filters] if
/// it is used.
class Conv2dLayer final : public Layer {
 public:
  Conv2dLayer(const Conv2dSpec& spec, const Shape& input, ThreadPool& pool)
      : relu_(spec.activation == Activation::kRelu),
        use_bias_(spec.use_bias),
        filters_(spec.filters),
        convolution_(input, spec.window, spec.filters, relu_, pool),
        kernel_size_(convolution_.kernel_shape().element_count()),
        pool_(pool) {}

  Shape output_shape() const override { return convolution_.output_shape(); }

  void set_parameters(std::span<const float> values) override {
    convolution_.set_weights(values.data(), use_bias_ ? values.data() + kernel_size_ : nullptr);
  }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    convolution_.forward(input, batch, output);
  }

  void backward(const float* input, const float* output, std::size_t batch, float* output_gradient,
                std::span<float> parameter_gradient, float* input_gradient,
                const Pass& /*pass*/) override {
    const Shape shape = output_shape();
    const std::size_t rows = batch * shape[0] * shape[1];
    float* bias_gradient = use_bias_ ? parameter_gradient.data() + kernel_size_ : nullptr;
    undo_activation(relu_, output, output_gradient, rows, filters_, bias_gradient, pool_);
    convolution_.backward_kernel(input, output_gradient, batch, parameter_gradient.data());
    if (input_gradient != nullptr) {
      convolution_.backward_input(output_gradient, batch, input_gradient);
    }
  }

 private:
  bool relu_;
  bool use_bias_;
  std::size_t filters_;
  ops::Conv2d convolution_;
  std::size_t kernel_size_;
  ThreadPool& pool_;
};

}  // namespace

std::unique_ptr<Layer> make_conv2d_layer(const Conv2dSpec& spec, const Shape& input,
                                         ThreadPool& pool) {
  return std::make_unique<Conv2dLayer>(spec, input, pool);
}

}  // namespace atelier::nn
