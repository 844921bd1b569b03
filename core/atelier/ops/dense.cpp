#include "atelier/ops/dense.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <xnnpack.h>

#include "atelier/ops/outer_product.h"
#include "atelier/ops/relu.h"

namespace atelier::ops {

namespace {

constexpr const char* kOperation = "dense";

XnnpackOperator create(std::size_t inputs, std::size_t outputs, const float* kernel,
                       const float* bias, bool relu, std::uint32_t flags) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  xnn_operator* created = nullptr;
  check_xnnpack(kOperation,
                xnn_create_fully_connected_nc_f32(
                    inputs, outputs, /*input_stride=*/inputs, /*output_stride=*/outputs, kernel,
                    bias, relu ? 0.0F : -kInfinity, kInfinity, flags, /*code_cache=*/nullptr,
                    /*weights_cache=*/nullptr, &created));
  return XnnpackOperator(created);
}

/// @param reshaped_batch what the operator was last reshaped for; updated.
void run(const XnnpackOperator& fully_connected, const float* input, std::size_t batch,
         float* output, std::size_t& reshaped_batch, const ThreadPool& pool) {
  if (batch != reshaped_batch) {
    check_xnnpack(kOperation,
                  xnn_reshape_fully_connected_nc_f32(fully_connected.get(), batch, pool.handle()));
    reshaped_batch = batch;
  }
  check_xnnpack(kOperation, xnn_setup_fully_connected_nc_f32(fully_connected.get(), input, output));
  run_xnnpack(kOperation, fully_connected, pool);
}

}  // namespace

Dense::Dense(std::size_t inputs, std::size_t outputs, bool relu, ThreadPool& pool)
    : inputs_(inputs), outputs_(outputs), relu_(relu), pool_(&pool) {
  if (inputs == 0 || outputs == 0) {
    throw std::invalid_argument("dense: inputs (" + std::to_string(inputs) + ") and outputs (" +
                                std::to_string(outputs) + ") must be at least 1");
  }
  initialize_xnnpack();
}

void Dense::set_weights(const float* kernel, const float* bias) {
  kernel_.resize(inputs_ * outputs_);
  std::copy_n(kernel, kernel_.size(), kernel_.data());
  forward_ = create(inputs_, outputs_, kernel, bias, relu_, XNN_FLAG_TRANSPOSE_WEIGHTS);
  forward_batch_ = 0;
  backward_input_.reset();
}

void Dense::forward(const float* input, std::size_t batch, float* output) {
  run(forward_, input, batch, output, forward_batch_, *pool_);
}

void Dense::backward_input(const float* output_gradient, std::size_t batch, float* input_gradient,
                           const float* relu_output) {
  if (backward_input_ == nullptr) {
    backward_input_ = create(outputs_, inputs_, kernel_.data(), /*bias=*/nullptr, /*relu=*/false,
                             /*flags=*/0);
    backward_input_batch_ = 0;
  }
  run(backward_input_, output_gradient, batch, input_gradient, backward_input_batch_, *pool_);
  if (relu_output != nullptr)
    relu_backward(relu_output, input_gradient, batch * inputs_, input_gradient, *pool_);
}

void Dense::backward_weights(const float* input, const float* output_gradient, std::size_t batch,
                             float* kernel_gradient, float* bias_gradient) {
  if (bias_gradient != nullptr) {
    constexpr float kOne = 1;
    OuterProduct ones;
    ones.left = {.first = &kOne, .channels = 1};
    ones.right = {.first = output_gradient, .channels = outputs_, .column_stride = outputs_};
    ones.columns = batch;
    ones.sums = bias_gradient;
    ones.sums_stride = outputs_;
    outer_product(ones);
  }

  // Each task sums the whole batch for its own inputs: nothing to add up afterwards.
  constexpr std::size_t kInputsPerTask = 192;
  const std::size_t tasks = (inputs_ + kInputsPerTask - 1) / kInputsPerTask;
  pool_->parallel_for(tasks, [&](std::size_t task) {
    const std::size_t first = task * kInputsPerTask;
    OuterProduct product;
    product.left = {.first = input + first,
                    .channels = std::min(kInputsPerTask, inputs_ - first),
                    .column_stride = inputs_};
    product.right = {.first = output_gradient, .channels = outputs_, .column_stride = outputs_};
    product.columns = batch;
    product.sums = kernel_gradient + first * outputs_;
    product.sums_stride = outputs_;
    outer_product(product);
  });
}

}  // namespace atelier::ops
