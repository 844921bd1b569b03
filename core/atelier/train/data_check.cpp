#include "atelier/train/data_check.h"

#include <stdexcept>

namespace atelier::train {

void check_data_fits(const std::string& what, const nn::Network& network,
                     const data::DatasetView& data) {
  const Shape& input = network.spec().input;
  if (data.image_shape != input) {
    throw std::invalid_argument(what + ": the network takes images " + input.to_string() +
                                ", the data has " + data.image_shape.to_string());
  }
  if (data.class_count != network.class_count()) {
    throw std::invalid_argument(what + ": the network tells " +
                                std::to_string(network.class_count()) + " classes, the data has " +
                                std::to_string(data.class_count));
  }
}

}  // namespace atelier::train
