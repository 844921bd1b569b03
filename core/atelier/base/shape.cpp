#include "atelier/base/shape.h"

#include <algorithm>
#include <stdexcept>

namespace atelier {

Shape::Shape(std::initializer_list<std::size_t> sizes) : rank_(sizes.size()) {
  if (sizes.size() > kMaxRank) {
    throw std::invalid_argument("shape: rank " + std::to_string(sizes.size()) +
                                " is above the largest, " + std::to_string(kMaxRank));
  }
  std::copy(sizes.begin(), sizes.end(), sizes_.begin());
}

std::size_t Shape::element_count() const {
  std::size_t count = 1;
  for (const std::size_t size : *this)
    count *= size;
  return count;
}

Shape Shape::with_batch(std::size_t batch) const {
  if (rank_ == kMaxRank) {
    throw std::invalid_argument("shape: " + to_string() + " has no room for a batch axis");
  }
  Shape result;
  result.rank_ = rank_ + 1;
  result.sizes_[0] = batch;
  std::copy(begin(), end(), result.sizes_.begin() + 1);
  return result;
}

std::string Shape::to_string() const {
  std::string text = "[";
  for (std::size_t axis = 0; axis < rank_; ++axis) {
    if (axis > 0)
      text += ", ";
    text += std::to_string(sizes_[axis]);
  }
  return text + "]";
}

}  // namespace atelier
