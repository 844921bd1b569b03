#include "step_operations.h"

#include <cstddef>
#include <variant>

#include "atelier/nn/layer_description.h"

namespace atelier::bench {

namespace {

/// Products of a layer's kernel with its input, for one image: each value of the kernel is used
/// once for each position of the output.
double products(const nn::LayerSpec& spec, const nn::LayerDescription& layer) {
  const bool convolution = std::holds_alternative<nn::Conv2dSpec>(spec);
  if (!convolution && !std::holds_alternative<nn::DenseSpec>(spec))
    return 0;
  const std::size_t positions = convolution ? layer.output[0] * layer.output[1] : 1;
  return static_cast<double>(positions * layer.parameters.front().shape.element_count());
}

}  // namespace

double step_operations(const nn::NetworkSpec& spec) {
  double sum = 0;
  const std::vector<nn::LayerDescription> layers = nn::describe(spec);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const double forward = products(spec.layers[i], layers[i]);
    sum += (sum == 0 ? 2 : 3) * forward;
  }
  return 2 * sum;
}

}  // namespace atelier::bench
