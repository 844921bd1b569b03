#include "atelier/nn/network.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "atelier/base/random.h"
#include "atelier/nn/layer_description.h"
#include "atelier/ops/relu.h"
#include "atelier/ops/softmax.h"

namespace atelier::nn {

Network::Network(NetworkSpec spec, ThreadPool& pool) : spec_(std::move(spec)), pool_(&pool) {
  const std::vector<LayerDescription> descriptions = describe(spec_);
  std::size_t parameter_count = 0;
  Shape shape = spec_.input;
  for (const LayerDescription& description : descriptions) {
    const std::size_t index = stages_.size();
    Stage& stage = stages_.emplace_back();
    stage.layer = make_layer(spec_.layers[index], shape, static_cast<std::uint32_t>(index), pool);
    shape = description.output;
    stage.output_size = shape.element_count();
    stage.parameter_offset = parameter_count;
    for (const Parameter& parameter : description.parameters) {
      parameter_list_.push_back(parameter);
      stage.parameter_count += parameter.shape.element_count();
    }
    parameter_count += stage.parameter_count;
    largest_output_ = std::max(largest_output_, stage.output_size);
  }
  class_count_ = stages_.back().output_size;
  while (stages_[first_with_parameters_].parameter_count == 0)
    ++first_with_parameters_;
  parameters_.resize(parameter_count);
  gradients_.resize(parameter_count);
}

void Network::initialize(std::uint64_t seed) {
  const std::span<float> values = mutable_parameters();
  std::uint32_t index = 0;
  for (const Parameter& parameter : parameter_list_) {
    const std::span<float> part = values.subspan(parameter.offset, parameter.shape.element_count());
    if (parameter.fan_in == 0) {
      std::fill(part.begin(), part.end(), 0.0F);
    } else {
      const auto fans = static_cast<float>(parameter.fan_in + parameter.fan_out);
      const float limit = std::sqrt(6.0F / fans);
      RandomStream random(seed, RandomPurpose::kInitialization, 0, index);
      for (float& value : part)
        value = random.uniform(-limit, limit);
    }
    ++index;
  }
}

std::span<float> Network::mutable_parameters() {
  parameters_changed_ = true;
  return parameters_.span();
}

void Network::zero_gradients() {
  const std::span<float> gradients = gradients_.span();
  std::fill(gradients.begin(), gradients.end(), 0.0F);
}

void Network::take_over_parameters() {
  if (!parameters_changed_)
    return;
  for (Stage& stage : stages_) {
    if (stage.parameter_count == 0)
      continue;
    stage.layer->set_parameters(
        parameters().subspan(stage.parameter_offset, stage.parameter_count));
  }
  parameters_changed_ = false;
}

std::span<const float> Network::forward(const float* input, std::size_t batch, const Pass& pass) {
  take_over_parameters();
  const float* values = input;
  for (Stage& stage : stages_) {
    if (!stage.layer->is_identity(pass)) {
      stage.activation.resize(batch * stage.output_size);
      stage.layer->forward(values, batch, stage.activation.data(), pass);
      values = stage.activation.data();
    }
    stage.output = values;
  }
  input_ = input;
  batch_ = batch;
  pass_ = pass;
  return {values, batch * class_count_};
}

void Network::backward(std::span<const float> logits_gradient) {
  if (logits_gradient.size() != batch_ * class_count_) {
    throw std::invalid_argument("backward: expects a gradient of " + std::to_string(batch_) +
                                " x " + std::to_string(class_count_) + " logits, not of " +
                                std::to_string(logits_gradient.size()) + " values");
  }
  output_gradient_.resize(batch_ * largest_output_);
  input_gradient_.resize(batch_ * largest_output_);
  std::copy(logits_gradient.begin(), logits_gradient.end(), output_gradient_.data());
  bool relu_undone = false;
  for (std::size_t index = stages_.size(); index-- > first_with_parameters_;) {
    Stage& stage = stages_[index];
    if (stage.layer->is_identity(pass_))
      continue;
    if (stage.layer->ends_in_relu() && !relu_undone) {
      ops::relu_backward(stage.output, output_gradient_.data(), batch_ * stage.output_size,
                         output_gradient_.data(), *pool_);
    }
    const float* input = index == 0 ? input_ : stages_[index - 1].output;
    float* input_gradient = index == first_with_parameters_ ? nullptr : input_gradient_.data();
    relu_undone = stage.layer->can_undo_relu() && input_comes_out_of_relu(index);
    stage.layer->backward(input, stage.output, batch_, output_gradient_.data(),
                          gradients_.span().subspan(stage.parameter_offset, stage.parameter_count),
                          input_gradient, relu_undone, pass_);
    std::swap(output_gradient_, input_gradient_);
  }
}

bool Network::input_comes_out_of_relu(std::size_t index) const {
  while (index-- > 0) {
    if (!stages_[index].layer->is_identity(pass_))
      return stages_[index].layer->ends_in_relu();
  }
  return false;
}

std::vector<float> Network::predict(const float* input, std::size_t batch) {
  predict_input_.resize(batch * spec_.input.element_count());
  std::copy_n(input, predict_input_.size(), predict_input_.data());
  const std::span<const float> logits = forward(predict_input_.data(), batch, Pass{});
  std::vector<float> probabilities(logits.size());
  ops::softmax(logits.data(), batch, class_count_, probabilities.data());
  return probabilities;
}

}  // namespace atelier::nn
