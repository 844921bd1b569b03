#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "atelier/data/dataset.h"

namespace atelier::data {

/// Places of `per_class` images of each class, or of as many as there are: the classes in order,
/// and within each a choice at random that depends on the seed alone.
std::vector<std::uint32_t> sample_of_each_class(const DatasetView& images, std::size_t per_class,
                                                std::uint64_t seed);

}  // namespace atelier::data
