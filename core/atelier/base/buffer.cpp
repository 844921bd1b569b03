#include "atelier/base/buffer.h"

#include <algorithm>
#include <new>

namespace atelier {

void Buffer::Free::operator()(float* memory) const {
  ::operator delete[](memory, std::align_val_t{kAlignment});
}

void Buffer::resize(std::size_t size) {
  if (size > capacity_) {
    const std::size_t allocated = size + kPadding;
    data_.reset(static_cast<float*>(
        ::operator new[](allocated * sizeof(float), std::align_val_t{kAlignment})));
    std::fill_n(data_.get(), allocated, 0.0F);
    capacity_ = size;
  }
  size_ = size;
}

}  // namespace atelier
