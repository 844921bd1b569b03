#include "atelier/base/buffer.h"

#include <algorithm>
#include <limits>
#include <new>

namespace atelier {

namespace {

constexpr std::size_t kMostFloats =
    std::numeric_limits<std::size_t>::max() / sizeof(float) - Buffer::kPadding;

}  // namespace

std::size_t float_count(std::size_t rows, std::size_t columns) {
  if (columns > 0 && rows > kMostFloats / columns)
    throw std::bad_alloc();
  return rows * columns;
}

void Buffer::Free::operator()(float* memory) const {
  ::operator delete[](memory, std::align_val_t{kAlignment});
}

void Buffer::resize(std::size_t size) {
  if (size > capacity_) {
    if (size > kMostFloats)
      throw std::bad_alloc();
    const std::size_t allocated = size + kPadding;
    data_.reset(static_cast<float*>(
        ::operator new[](allocated * sizeof(float), std::align_val_t{kAlignment})));
    std::fill_n(data_.get(), allocated, 0.0F);
    capacity_ = size;
  }
  size_ = size;
}

}  // namespace atelier
