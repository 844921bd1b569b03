#include "atelier/nn/layers/layers.h"
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
        convolution_(input, spec.window, spec.filters, relu_, pool),
        kernel_size_(convolution_.kernel_shape().element_count()) {}

  Shape output_shape() const override { return convolution_.output_shape(); }

  void set_parameters(std::span<const float> values) override {
    convolution_.set_weights(values.data(), use_bias_ ? values.data() + kernel_size_ : nullptr);
  }

  bool works_image_by_image() const override { return true; }

  void forward(const float* input, std::size_t batch, float* output,
               const Pass& /*pass*/) override {
    convolution_.forward(input, batch, output);
  }

  bool ends_in_relu() const override { return relu_; }
  bool can_undo_relu() const override { return true; }

  void backward(const float* input, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> parameter_gradient, float* input_gradient,
                bool undo_relu, const Pass& /*pass*/) override {
    if (!parameter_gradient.empty())
      convolution_.backward_weights(input, output_gradient, batch);
    if (input_gradient != nullptr) {
      convolution_.backward_input(output_gradient, batch, input_gradient,
                                  undo_relu ? input : nullptr);
    }
  }

  void finish_backward(std::span<float> parameter_gradient) override {
    float* kernel_gradient = parameter_gradient.data();
    convolution_.finish_weights(kernel_gradient,
                                use_bias_ ? kernel_gradient + kernel_size_ : nullptr);
  }

 private:
  bool relu_;
  bool use_bias_;
  ops::Conv2d convolution_;
  std::size_t kernel_size_;
};

}  // namespace

std::unique_ptr<Layer> make_conv2d_layer(const Conv2dSpec& spec, const Shape& input,
                                         ThreadPool& pool) {
  return std::make_unique<Conv2dLayer>(spec, input, pool);
}

}  // namespace atelier::nn
