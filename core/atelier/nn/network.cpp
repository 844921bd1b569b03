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

namespace {

/// What the stages of a segment write for one part of a batch.
#if defined(__wasm__)
/// 16 MiB. Arithmetic is four times slower here, so that less is won by the cache than is lost by
/// threads waiting for each other more often: `classic` at batch 128, which this leaves whole,
/// trains 5 % faster than in parts of 4 MiB.
constexpr std::size_t kPartFloats = std::size_t{1} << 22;
#else
/// 4 MiB, about what the L2 caches hold. At batch 128 that trains `classic` and `two-block-same` 15
/// to 20 % faster than the whole batch at a time does, on one core and on two; half and twice as
/// much are as good.
constexpr std::size_t kPartFloats = std::size_t{1} << 20;
#endif

}  // namespace

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
  }
  class_count_ = stages_.back().output_size;
  divide_into_segments();
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
      std::fill(part.begin(), part.end(), parameter.initial);
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
  input_ = input;
  batch_ = batch;
  pass_ = pass;
  for (const Segment& segment : segments_) {
    const std::size_t part = images_in_part(segment);
    for (std::size_t image = 0; image < batch; image += part) {
      const std::size_t images = std::min(part, batch - image);
      for (std::size_t index = segment.first_stage; index < segment.end_stage; ++index) {
        Stage& stage = stages_[index];
        const float* values = input_of(index);
        if (stage.layer->is_identity(pass)) {
          stage.output = values;
          continue;
        }
        stage.activation.resize(float_count(batch, stage.output_size));
        stage.output = stage.activation.data();
        stage.layer->forward(values + image * input_size(index), images,
                             stage.activation.data() + image * stage.output_size, pass);
        if (pass.training) {
          stage.layer->update_statistics(
              parameters_.span().subspan(stage.parameter_offset, stage.parameter_count));
        }
      }
    }
  }
  return {stages_.back().output, batch * class_count_};
}

void Network::backward(std::span<const float> logits_gradient) {
  run_backward("backward", logits_gradient,
               {.first_stage = first_with_parameters_, .parameters = true});
}

std::span<const float> Network::input_gradient(std::span<const float> logits_gradient) {
  run_backward("input_gradient", logits_gradient, {.input = true});
  return output_gradient_.span().first(batch_ * spec_.input.element_count());
}

void Network::run_backward(const char* operation, std::span<const float> logits_gradient,
                           const Purpose& purpose) {
  if (logits_gradient.size() != batch_ * class_count_) {
    throw std::invalid_argument(std::string(operation) + ": expects a gradient of " +
                                std::to_string(batch_) + " x " + std::to_string(class_count_) +
                                " logits, not of " + std::to_string(logits_gradient.size()) +
                                " values");
  }
  const std::size_t input_floats = purpose.input ? spec_.input.element_count() : 0;
  const std::size_t boundary_floats =
      float_count(batch_, std::max(largest_boundary_, input_floats));
  output_gradient_.resize(boundary_floats);
  input_gradient_.resize(boundary_floats);
  inside_output_gradient_.resize(largest_inside_);
  inside_input_gradient_.resize(largest_inside_);
  std::copy(logits_gradient.begin(), logits_gradient.end(), output_gradient_.data());
  bool relu_undone = false;
  for (std::size_t index = segments_.size(); index-- > 0;) {
    const Segment& segment = segments_[index];
    if (segment.end_stage <= purpose.first_stage)
      break;
    if (stages_[segment.first_stage].layer->is_identity(pass_))
      continue;
    const std::size_t part = images_in_part(segment);
    for (std::size_t image = 0; image < batch_; image += part)
      backward_part(segment, image, std::min(part, batch_ - image), relu_undone, purpose);
    if (purpose.parameters)
      finish_backward(segment);
    relu_undone = undoes_relu(segment.first_stage);
    if (!is_backward_in_place(segment))
      std::swap(output_gradient_, input_gradient_);
  }
}

void Network::backward_part(const Segment& segment, std::size_t first_image, std::size_t images,
                            bool relu_undone, const Purpose& purpose) {
  const std::size_t first_stage = std::max(segment.first_stage, purpose.first_stage);
  float* output_gradient =
      output_gradient_.data() + first_image * stages_[segment.end_stage - 1].output_size;
  for (std::size_t index = segment.end_stage; index-- > first_stage;) {
    const Stage& stage = stages_[index];
    const float* output = stage.output + first_image * stage.output_size;
    if (stage.layer->ends_in_relu() && !relu_undone) {
      ops::relu_backward(output, output_gradient, images * stage.output_size, output_gradient,
                         *pool_);
    }
    relu_undone = undoes_relu(index);
    float* input_gradient = inside_input_gradient_.data();
    if (index == purpose.first_stage && !purpose.input) {
      input_gradient = nullptr;
    } else if (index == first_stage) {
      Buffer& gradient = is_backward_in_place(segment) ? output_gradient_ : input_gradient_;
      input_gradient = gradient.data() + first_image * input_size(index);
    }
    const std::span<float> parameter_gradient =
        purpose.parameters ? gradient_of(stage) : std::span<float>();
    stage.layer->backward(input_of(index) + first_image * input_size(index), output, images,
                          output_gradient, parameter_gradient, input_gradient, relu_undone, pass_);
    output_gradient = input_gradient;
    std::swap(inside_output_gradient_, inside_input_gradient_);
  }
}

void Network::finish_backward(const Segment& segment) {
  for (std::size_t index = segment.first_stage; index < segment.end_stage; ++index) {
    const Stage& stage = stages_[index];
    if (batch_ > 0 && stage.parameter_count > 0)
      stage.layer->finish_backward(gradient_of(stage));
  }
}

std::span<float> Network::gradient_of(const Stage& stage) {
  return gradients_.span().subspan(stage.parameter_offset, stage.parameter_count);
}

std::size_t Network::images_in_part(const Segment& segment) const {
  if (segment.most_images == 0 || batch_ == 0)
    return batch_;
  const std::size_t parts = (batch_ + segment.most_images - 1) / segment.most_images;
  return (batch_ + parts - 1) / parts;
}

bool Network::is_backward_in_place(const Segment& segment) const {
  return segment.most_images == 0 && stages_[segment.first_stage].layer->is_backward_in_place();
}

bool Network::undoes_relu(std::size_t stage) const {
  return stages_[stage].layer->can_undo_relu() && input_comes_out_of_relu(stage);
}

bool Network::input_comes_out_of_relu(std::size_t stage) const {
  while (stage-- > 0) {
    if (!stages_[stage].layer->is_identity(pass_))
      return stages_[stage].layer->ends_in_relu();
  }
  return false;
}

std::size_t Network::input_size(std::size_t stage) const {
  return stage == 0 ? spec_.input.element_count() : stages_[stage - 1].output_size;
}

const float* Network::input_of(std::size_t stage) const {
  return stage == 0 ? input_ : stages_[stage - 1].output;
}

void Network::divide_into_segments() {
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    const bool by_image = stages_[stage].layer->works_image_by_image();
    if (by_image && stage > 0 && stages_[stage - 1].layer->works_image_by_image()) {
      segments_.back().end_stage = stage + 1;
    } else {
      segments_.push_back({.first_stage = stage, .end_stage = stage + 1, .most_images = 0});
    }
  }
  for (Segment& segment : segments_) {
    largest_boundary_ = std::max(largest_boundary_, stages_[segment.end_stage - 1].output_size);
    if (segment.end_stage - segment.first_stage == 1)
      continue;
    std::size_t image_floats = 0;
    std::size_t largest_output = 0;
    for (std::size_t stage = segment.first_stage; stage < segment.end_stage; ++stage) {
      image_floats += stages_[stage].output_size;
      largest_output = std::max(largest_output, stages_[stage].output_size);
    }
    segment.most_images = std::max<std::size_t>(1, kPartFloats / image_floats);
    largest_inside_ = std::max(largest_inside_, segment.most_images * largest_output);
  }
}

std::span<const float> Network::output_of(std::size_t index) const {
  const Stage& stage = stages_[index];
  return {stage.output, batch_ * stage.output_size};
}

std::vector<float> Network::predict(const float* input, std::size_t batch) {
  const ThreadPool::StayAwake awake;
  predict_input_.resize(float_count(batch, spec_.input.element_count()));
  std::copy_n(input, predict_input_.size(), predict_input_.data());
  const std::span<const float> logits = forward(predict_input_.data(), batch, Pass{});
  std::vector<float> probabilities(logits.size());
  ops::softmax(logits.data(), batch, class_count_, probabilities.data());
  return probabilities;
}

}  // namespace atelier::nn
