#include "atelier/explain/inside.h"

#include <algorithm>
#include <stdexcept>
#include <variant>

#include "atelier/base/buffer.h"
#include "atelier/base/message.h"
#include "atelier/nn/layer_description.h"

namespace atelier::explain {

namespace {

/// Of a layer's values, the share within the scale: the brightest few would leave all else dark.
constexpr double kOutputPercentile = 0.995;

/// [rows, columns] as [columns, rows].
std::vector<float> transposed(std::span<const float> values, std::size_t columns) {
  const std::size_t rows = values.size() / columns;
  std::vector<float> result(values.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column)
      result[column * rows + row] = values[row * columns + column];
  }
  return result;
}

bool hands_on(const nn::LayerSpec& layer) {
  return std::holds_alternative<nn::FlattenSpec>(layer) ||
         std::holds_alternative<nn::DropoutSpec>(layer);
}

}  // namespace

std::vector<LayerOutput> layer_outputs(nn::Network& network, std::span<const float> image) {
  const std::size_t size = network.spec().input.element_count();
  if (image.size() != size) {
    throw std::invalid_argument(message(
        "layer_outputs: the network takes images of {} values, not {}", size, image.size()));
  }
  Buffer input(size);
  std::ranges::copy(image, input.data());
  network.forward(input.data(), 1, nn::Pass{});

  std::vector<LayerOutput> outputs;
  const std::vector<nn::LayerDescription> layers = nn::describe(network.spec());
  for (std::size_t index = 0; index < layers.size(); ++index) {
    if (hands_on(network.spec().layers[index]))
      continue;
    const nn::LayerDescription& layer = layers[index];
    const std::span<const float> values = network.output_of(index);
    const Shape& shape = layer.output;
    outputs.push_back({.name = layer.name,
                       .type = std::string(layer.kind.type),
                       .output = shape.rank() == 3
                                     ? to_bytes({shape[2], shape[0], shape[1]},
                                                transposed(values, shape[2]), kOutputPercentile)
                                     : to_bytes(shape, values)});
  }
  return outputs;
}

std::vector<LayerFilters> convolution_filters(const nn::Network& network) {
  std::vector<LayerFilters> filters;
  const std::vector<nn::LayerDescription> layers = nn::describe(network.spec());
  for (std::size_t index = 0; index < layers.size(); ++index) {
    if (!std::holds_alternative<nn::Conv2dSpec>(network.spec().layers[index]))
      continue;
    const nn::Parameter& parameter = layers[index].parameters.front();
    const Shape& kernel = parameter.shape;  // [height, width, in, out]
    const std::size_t image = kernel[0] * kernel[1] * kernel[2];
    // [height, width, in, out] to [out, height, width, in], then each filter to [in, height,
    // width].
    std::vector<float> values = transposed(
        network.parameters().subspan(parameter.offset, kernel.element_count()), kernel[3]);
    for (std::size_t filter = 0; filter < kernel[3]; ++filter) {
      const auto part = std::span(values).subspan(filter * image, image);
      std::ranges::copy(transposed(part, kernel[2]), part.begin());
    }
    filters.push_back({.name = layers[index].name,
                       .kernel = to_bytes({kernel[3], kernel[2], kernel[0], kernel[1]}, values)});
  }
  return filters;
}

}  // namespace atelier::explain
