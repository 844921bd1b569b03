#include "atelier/nn/layers/layers.h"
#include "atelier/ops/batch_normalization.h"

namespace atelier::nn {

namespace {

/// Parameters: gamma, beta, the moving mean and the moving variance, each [channels].
class BatchNormalizationLayer final : public Layer {
 public:
  BatchNormalizationLayer(const BatchNormalizationSpec& spec, const Shape& input, ThreadPool& pool)
      : momentum_(spec.momentum),
        shape_(input),
        channels_(input[input.rank() - 1]),
        normalization_(channels_, spec.epsilon, spec.activation == Activation::kRelu, pool) {}

  Shape output_shape() const override { return shape_; }

  // Its ReLU is its own: backward works out again which values it let through, from what it reads
  // in any case, so ends_in_relu() is false.
  bool is_backward_in_place() const override { return true; }

  void set_parameters(std::span<const float> values) override {
    normalization_.set_parameters(values.data(), values.data() + channels_,
                                  values.data() + 2 * channels_, values.data() + 3 * channels_);
  }

  void forward(const float* input, std::size_t batch, float* output, const Pass& pass) override {
    if (pass.training) {
      normalization_.forward_training(input, rows(batch), output);
    } else {
      normalization_.forward_inference(input, rows(batch), output);
    }
  }

  void update_statistics(std::span<float> values) override {
    move(values.subspan(2 * channels_, channels_), normalization_.batch_mean());
    move(values.subspan(3 * channels_, channels_), normalization_.batch_variance());
    set_parameters(values);
  }

  void backward(const float* input, const float* /*output*/, std::size_t batch,
                float* output_gradient, std::span<float> parameter_gradient, float* input_gradient,
                bool /*undo_relu*/, const Pass& /*pass*/) override {
    const bool wanted = !parameter_gradient.empty();
    float* gamma_gradient = wanted ? parameter_gradient.data() : nullptr;
    float* beta_gradient = wanted ? parameter_gradient.data() + channels_ : nullptr;
    normalization_.backward(input, rows(batch), output_gradient, gamma_gradient, beta_gradient,
                            input_gradient);
  }

 private:
  /// Pixels, or images where they have one value a channel.
  std::size_t rows(std::size_t batch) const { return batch * (shape_.element_count() / channels_); }

  void move(std::span<float> moving, std::span<const float> latest) const {
    for (std::size_t channel = 0; channel < channels_; ++channel) {
      moving[channel] += (1 - momentum_) * (latest[channel] - moving[channel]);
    }
  }

  float momentum_;
  Shape shape_;
  std::size_t channels_;
  ops::BatchNormalization normalization_;
};

}  // namespace

std::unique_ptr<Layer> make_batch_normalization_layer(const BatchNormalizationSpec& spec,
                                                      const Shape& input, ThreadPool& pool) {
  return std::make_unique<BatchNormalizationLayer>(spec, input, pool);
}

}  // namespace atelier::nn
