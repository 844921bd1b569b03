#include "atelier/data/sampling.h"

#include <algorithm>
#include <iterator>

#include "atelier/data/batch.h"

namespace atelier::data {

std::vector<std::uint32_t> sample_of_each_class(const DatasetView& images, std::size_t per_class,
                                                std::uint64_t seed) {
  std::vector<std::vector<std::uint32_t>> chosen(images.class_count);
  for (const std::uint32_t index : shuffled_indices(images.size(), seed, 0)) {
    std::vector<std::uint32_t>& of_class = chosen[images.labels[index]];
    if (of_class.size() < per_class)
      of_class.push_back(index);
  }
  std::vector<std::uint32_t> sample;
  for (const std::vector<std::uint32_t>& of_class : chosen)
    std::ranges::copy(of_class, std::back_inserter(sample));
  return sample;
}

}  // namespace atelier::data
