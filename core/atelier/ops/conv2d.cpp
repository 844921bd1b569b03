#include "atelier/ops/conv2d.h"

#include <algorithm>
#include <stdexcept>

namespace atelier::ops {

namespace {

std::size_t at_least_one(std::size_t filters) {
  if (filters == 0) {
    throw std::invalid_argument("conv2d: filters must be at least 1");
  }
  return filters;
}

}  // namespace

Conv2d::Conv2d(const Shape& input, const WindowOptions& window, std::size_t filters, bool relu,
               ThreadPool& pool)
    : window_("conv2d", input, window),
      filters_(at_least_one(filters)),
      forward_(make_convolution(window_, filters, relu, pool)),
      input_gradient_(window_, filters, pool),
      weight_gradient_(make_weight_gradient(window_, filters, pool)) {}

Shape Conv2d::output_shape() const {
  return {window_.output_height, window_.output_width, filters_};
}

Shape Conv2d::kernel_shape() const {
  return {window_.options.height, window_.options.width, window_.channels, filters_};
}

void Conv2d::set_weights(const float* kernel, const float* bias) {
  kernel_.resize(kernel_shape().element_count());
  std::copy_n(kernel, kernel_.size(), kernel_.data());
  forward_->set_weights(kernel, bias);
  input_gradient_has_kernel_ = false;
}

void Conv2d::forward(const float* input, std::size_t batch, float* output) {
  forward_->run(input, batch, output, /*mask=*/nullptr);
}

void Conv2d::backward_input(const float* output_gradient, std::size_t batch, float* input_gradient,
                            const float* relu_output) {
  if (!input_gradient_has_kernel_) {
    input_gradient_.set_kernel(kernel_.data());
    input_gradient_has_kernel_ = true;
  }
  input_gradient_.run(output_gradient, batch, input_gradient, relu_output);
}

void Conv2d::backward_weights(const float* input, const float* output_gradient,
                              std::size_t images) {
  weight_gradient_->add(input, output_gradient, images);
}

void Conv2d::finish_weights(float* kernel_gradient, float* bias_gradient) {
  weight_gradient_->finish(kernel_gradient, bias_gradient);
}

}  // namespace atelier::ops
