#include "atelier/nn/folding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "atelier/nn/layer_description.h"

namespace atelier::nn {

namespace {

/// value * scale + offset, for each channel.
struct ChannelTransform {
  std::vector<double> scale;
  std::vector<double> offset;
};

class Folder {
 public:
  Folder(const NetworkSpec& spec, std::span<const float> parameters)
      : spec_(spec), parameters_(parameters), layers_(describe(spec)) {
    std::size_t count = 0;
    for (const LayerDescription& layer : layers_) {
      for (const Parameter& parameter : layer.parameters)
        count += parameter.shape.element_count();
    }
    if (parameters.size() != count) {
      throw std::invalid_argument("folding: " + std::to_string(parameters.size()) +
                                  " values for a network of " + std::to_string(count) +
                                  " parameters");
    }
  }

  FoldedNetwork operator()() {
    result_.spec = {.name = spec_.name, .input = spec_.input, .layers = {}};
    for (std::size_t index = 0; index < spec_.layers.size();) {
      const std::size_t folded = fold_at(index);
      if (folded == 0)
        keep(index);
      index += std::max<std::size_t>(1, folded);
    }
    return std::move(result_);
  }

 private:
  /// Folds the batch normalisation that follows layer `index`.
  /// @return how many layers that took; 0 if there is nothing to fold.
  std::size_t fold_at(std::size_t index) {
    const auto* convolution = std::get_if<Conv2dSpec>(&spec_.layers[index]);
    const auto* dense = std::get_if<DenseSpec>(&spec_.layers[index]);
    const bool linear =
        (convolution != nullptr && convolution->activation == Activation::kLinear) ||
        (dense != nullptr && dense->activation == Activation::kLinear);
    if (!linear)
      return 0;
    const bool pooled = convolution != nullptr && at<MaxPooling2dSpec>(index + 1) != nullptr;
    const std::size_t place = index + (pooled ? 2 : 1);
    const auto* normalization = at<BatchNormalizationSpec>(place);
    if (normalization == nullptr)
      return 0;
    const ChannelTransform transform = transform_of(place, *normalization);
    const auto not_decreasing = [](double scale) { return scale >= 0; };
    if (pooled && !std::ranges::all_of(transform.scale, not_decreasing))
      return 0;

    if (convolution != nullptr) {
      result_.spec.layers.emplace_back(with_activation(*convolution, normalization->activation));
    } else {
      result_.spec.layers.emplace_back(with_activation(*dense, normalization->activation));
    }
    append_transformed(index, transform);
    if (pooled)
      keep(index + 1);
    return place + 1 - index;
  }

  template <typename Spec>
  const Spec* at(std::size_t index) const {
    return index < spec_.layers.size() ? std::get_if<Spec>(&spec_.layers[index]) : nullptr;
  }

  template <typename Spec>
  static Spec with_activation(Spec spec, Activation activation) {
    spec.activation = activation;
    spec.use_bias = true;
    return spec;
  }

  std::span<const float> values(const Parameter& parameter) const {
    return parameters_.subspan(parameter.offset, parameter.shape.element_count());
  }

  ChannelTransform transform_of(std::size_t index, const BatchNormalizationSpec& spec) const {
    const std::vector<Parameter>& list = layers_[index].parameters;
    const std::span<const float> gamma = values(list[0]);
    const std::span<const float> beta = values(list[1]);
    const std::span<const float> mean = values(list[2]);
    const std::span<const float> variance = values(list[3]);
    ChannelTransform transform;
    for (std::size_t channel = 0; channel < gamma.size(); ++channel) {
      const double scale =
          gamma[channel] / std::sqrt(double{variance[channel]} + double{spec.epsilon});
      transform.scale.push_back(scale);
      transform.offset.push_back(beta[channel] - scale * mean[channel]);
    }
    return transform;
  }

  /// The parameters of layer `index`, its output transformed. The kernel's last axis is the
  /// output's channels.
  void append_transformed(std::size_t index, const ChannelTransform& transform) {
    const std::vector<Parameter>& list = layers_[index].parameters;
    const std::size_t channels = transform.scale.size();
    std::size_t channel = 0;
    for (const float weight : values(list[0])) {
      result_.parameters.push_back(static_cast<float>(weight * transform.scale[channel]));
      channel = channel + 1 == channels ? 0 : channel + 1;
    }
    for (channel = 0; channel < channels; ++channel) {
      const double bias = list.size() > 1 ? values(list[1])[channel] : 0;
      result_.parameters.push_back(
          static_cast<float>(bias * transform.scale[channel] + transform.offset[channel]));
    }
  }

  void keep(std::size_t index) {
    result_.spec.layers.push_back(spec_.layers[index]);
    for (const Parameter& parameter : layers_[index].parameters) {
      const std::span<const float> kept = values(parameter);
      result_.parameters.insert(result_.parameters.end(), kept.begin(), kept.end());
    }
  }

  const NetworkSpec& spec_;
  std::span<const float> parameters_;
  std::vector<LayerDescription> layers_;
  FoldedNetwork result_;
};

}  // namespace

FoldedNetwork fold_batch_normalization(const NetworkSpec& spec, std::span<const float> parameters) {
  return Folder(spec, parameters)();
}

namespace {

std::unique_ptr<Network> make_network(FoldedNetwork folded, ThreadPool& pool) {
  auto network = std::make_unique<Network>(std::move(folded.spec), pool);
  std::ranges::copy(folded.parameters, network->mutable_parameters().begin());
  return network;
}

}  // namespace

std::unique_ptr<Network> make_folded_network(const Network& network, ThreadPool& pool) {
  FoldedNetwork folded = fold_batch_normalization(network.spec(), network.parameters());
  return folded.spec == network.spec() ? nullptr : make_network(std::move(folded), pool);
}

std::unique_ptr<Network> make_inference_copy(const Network& network, ThreadPool& pool) {
  return make_network(fold_batch_normalization(network.spec(), network.parameters()), pool);
}

}  // namespace atelier::nn
