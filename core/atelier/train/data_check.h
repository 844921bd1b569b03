#pragma once

#include <string>

#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"

namespace atelier::train {

/// Throws std::invalid_argument, with `what` first, if the data's images or classes are not those
/// that the network was made for.
void check_data_fits(const std::string& what, const nn::Network& network,
                     const data::DatasetView& data);

}  // namespace atelier::train
