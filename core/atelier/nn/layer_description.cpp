#include "atelier/nn/layer_description.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include "atelier/base/label.h"
#include "atelier/base/message.h"

namespace atelier::nn {

namespace {

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw std::invalid_argument(where + ": " + what);
}

void check_size(const std::string& where, const std::string& what, std::size_t size) {
  if (size < 1 || size > kLargestSize) {
    fail(where, what + " must be from 1 to " + std::to_string(kLargestSize) + ", not " +
                    std::to_string(size));
  }
}

/// The product in 64 bits: std::size_t has 32 in WebAssembly. Four factors of at most kLargestSize,
/// or kMostValues and one more, are far from overflowing it.
std::uint64_t product(const Shape& shape) {
  std::uint64_t result = 1;
  for (const std::size_t size : shape)
    result *= size;
  return result;
}

struct Shapes {
  Shape output;
  std::vector<Parameter> parameters;
};

/// Kernel and, if used, bias, with Glorot's fans: what the kernel's window sees is one output's
/// input.
std::vector<Parameter> kernel_and_bias(const Shape& kernel, bool use_bias) {
  const std::size_t in = kernel[kernel.rank() - 2];
  const std::size_t out = kernel[kernel.rank() - 1];
  const std::size_t window = kernel.rank() == 4 ? kernel[0] * kernel[1] : 1;
  std::vector<Parameter> parameters = {
      {.name = "kernel", .shape = kernel, .fan_in = window * in, .fan_out = window * out}};
  if (use_bias)
    parameters.push_back({.name = "bias", .shape = {out}});
  return parameters;
}

/// Works out a layer's shapes from its input's.
struct InferShapes {
  const std::string& where;
  const Shape& input;
  bool last;

  Shapes operator()(const Conv2dSpec& spec) const {
    check_size(where, "filters", spec.filters);
    if (spec.activation == Activation::kSoftmax)
      fail_softmax();
    const ops::Window window(where, input, spec.window);
    return {{window.output_height, window.output_width, spec.filters},
            kernel_and_bias({spec.window.height, spec.window.width, window.channels, spec.filters},
                            spec.use_bias)};
  }

  Shapes operator()(const MaxPooling2dSpec& spec) const { return pooling(spec.window); }
  Shapes operator()(const AveragePooling2dSpec& spec) const { return pooling(spec.window); }

  Shapes operator()(const GlobalAveragePooling2dSpec& /*spec*/) const {
    if (input.rank() != 3)
      fail(where, "expects input [H, W, C], not " + input.to_string());
    return {{input[2]}, {}};
  }

  Shapes operator()(const FlattenSpec& /*spec*/) const { return {{input.element_count()}, {}}; }

  Shapes operator()(const DenseSpec& spec) const {
    check_size(where, "units", spec.units);
    if (input.rank() != 1) {
      fail(where,
           "expects input [C], not " + input.to_string() + ": put a flatten layer before it");
    }
    if (spec.activation == Activation::kSoftmax && !last)
      fail_softmax();
    if (last && spec.units > kMostClasses) {
      fail(where, "the last layer has a unit for each class, at most " +
                      std::to_string(kMostClasses) + ", not " + std::to_string(spec.units));
    }
    return {{spec.units}, kernel_and_bias({input[0], spec.units}, spec.use_bias)};
  }

  Shapes operator()(const ReluSpec& /*spec*/) const { return {input, {}}; }

  Shapes operator()(const DropoutSpec& spec) const {
    if (!(spec.rate >= 0 && spec.rate < 1)) {
      fail(where, "rate must be at least 0 and below 1, not " + to_text(spec.rate));
    }
    return {input, {}};
  }

  Shapes operator()(const BatchNormalizationSpec& spec) const {
    if (spec.activation == Activation::kSoftmax)
      fail_softmax();
    if (!(spec.momentum >= 0 && spec.momentum < 1)) {
      fail(where, "momentum must be at least 0 and below 1, not " + to_text(spec.momentum));
    }
    if (!(spec.epsilon > 0 && spec.epsilon <= 1)) {
      fail(where, "epsilon must be above 0 and at most 1, not " + to_text(spec.epsilon));
    }
    const Shape channels = {input[input.rank() - 1]};
    return {input,
            {{.name = "gamma", .shape = channels, .initial = 1},
             {.name = "beta", .shape = channels},
             {.name = "moving_mean", .shape = channels, .role = ParameterRole::kMovingMean},
             {.name = "moving_variance",
              .shape = channels,
              .initial = 1,
              .role = ParameterRole::kMovingVariance}}};
  }

 private:
  Shapes pooling(const ops::WindowOptions& options) const {
    const ops::Window window(where, input, options);
    return {{window.output_height, window.output_width, window.channels}, {}};
  }

  [[noreturn]] void fail_softmax() const {
    fail(where, "activation softmax is for the network's last layer, a dense one");
  }
};

void check_input(const Shape& input) {
  if (input.rank() != 3) {
    fail("network", "input must be [height, width, channels], not " + input.to_string());
  }
  check_size("network", "input height", input[0]);
  check_size("network", "input width", input[1]);
  check_size("network", "input channels", input[2]);
  if (product(input) > kMostValues) {
    fail("network", "input " + input.to_string() + " has more than " + std::to_string(kMostValues) +
                        " values");
  }
}

}  // namespace

LayerChain::LayerChain(const Shape& input) : shape_(input) {
  check_input(input);
}

void LayerChain::add(const LayerSpec& layer, bool last) {
  const LayerKind kind = layer_kind(layer);
  const auto uses = static_cast<std::size_t>(std::ranges::count_if(
      layers_, [&kind](const LayerDescription& other) { return other.kind.type == kind.type; }));
  std::string name(kind.type);
  if (uses > 0)
    name += "_" + std::to_string(uses);

  const std::string where = "layer " + std::to_string(layers_.size() + 1) + " (" + name + ")";
  Shapes shapes = std::visit(InferShapes{where, shape_, last}, layer);
  if (product(shapes.output) > kMostValues) {
    fail(where, "output " + shapes.output.to_string() + " has more than " +
                    std::to_string(kMostValues) + " values");
  }
  std::uint64_t parameter_count = parameter_count_;
  for (Parameter& parameter : shapes.parameters) {
    parameter.name = name + "/" + parameter.name;
    parameter.offset = static_cast<std::size_t>(parameter_count);
    parameter_count += product(parameter.shape);
    if (parameter_count > kMostValues) {
      fail(where, parameter.name + " " + parameter.shape.to_string() +
                      " brings the network to more than " + std::to_string(kMostValues) +
                      " parameters");
    }
  }
  parameter_count_ = parameter_count;
  shape_ = shapes.output;
  layers_.push_back({std::move(name), kind, shape_, std::move(shapes.parameters)});
}

void check_is_classifier(const NetworkSpec& spec) {
  if (spec.layers.empty())
    fail("network", "has no layers");
  if (spec.layers.size() > kMostLayers) {
    fail("network", "has " + std::to_string(spec.layers.size()) + " layers, more than " +
                        std::to_string(kMostLayers));
  }
  const auto* last = std::get_if<DenseSpec>(&spec.layers.back());
  if (last == nullptr || last->activation != Activation::kSoftmax) {
    fail("network", "the last layer must be dense with activation softmax, one unit a class");
  }
}

std::vector<LayerDescription> describe(const NetworkSpec& spec) {
  LayerChain chain(spec.input);
  check_is_classifier(spec);
  for (const LayerSpec& layer : spec.layers)
    chain.add(layer, &layer == &spec.layers.back());
  return chain.layers();
}

}  // namespace atelier::nn
