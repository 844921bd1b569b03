#include "atelier/ops/xnnpack_memory.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <new>
#include <xnnpack.h>

namespace atelier::ops {

namespace {

/// XNNPACK asks for no more.
constexpr std::size_t kAlignment = 64;

constexpr std::size_t kMostIdleBytes = std::size_t{32} << 20;

/// Blocks come in sizes of 4, 5, 6 and 7 times a power of two, so that a fifth at most is wasted.
constexpr std::size_t kSizesPerDoubling = 4;
constexpr std::size_t kSmallest = 256;
constexpr std::size_t kSizes = 96;  ///< Up to 3.5 GiB, which 32 bits can count.

std::size_t size_of(std::size_t index) {
  return kSmallest / kSizesPerDoubling * (kSizesPerDoubling + index % kSizesPerDoubling)
         << index / kSizesPerDoubling;
}

/// The smallest size that holds so many bytes; kSizes if none does.
std::size_t index_of(std::size_t bytes) {
  std::size_t index = 0;
  if (bytes > kSmallest) {
    const auto doublings = static_cast<std::size_t>(std::bit_width(bytes / kSmallest) - 1);
    index = doublings * kSizesPerDoubling;
  }
  while (index < kSizes && size_of(index) < bytes)
    ++index;
  return index;
}

/// What lies before each block's memory.
struct alignas(kAlignment) Header {
  std::size_t index;
  Header* next;  ///< While idle, the next of its size.
};

class Memory {
 public:
  void* allocate(std::size_t bytes) {
    const std::size_t index = index_of(bytes);
    if (index >= kSizes)
      return nullptr;
    const std::lock_guard lock(mutex_);
    Header* block = idle_[index];
    if (block != nullptr) {
      idle_[index] = block->next;
      idle_bytes_ -= size_of(index);
    } else {
      void* taken = ::operator new(sizeof(Header) + size_of(index), std::align_val_t{kAlignment},
                                   std::nothrow);
      if (taken == nullptr)
        return nullptr;
      ++taken_;
      block = new (taken) Header{.index = index, .next = nullptr};
    }
    return block + 1;
  }

  void deallocate(void* memory) {
    if (memory == nullptr)
      return;
    Header* block = static_cast<Header*>(memory) - 1;
    const std::size_t size = size_of(block->index);
    const std::lock_guard lock(mutex_);
    if (idle_bytes_ + size > kMostIdleBytes) {
      ::operator delete(block, std::align_val_t{kAlignment});
      return;
    }
    block->next = idle_[block->index];
    idle_[block->index] = block;
    idle_bytes_ += size;
  }

  void* reallocate(void* memory, std::size_t bytes) {
    void* larger = allocate(bytes);
    if (larger == nullptr || memory == nullptr)
      return larger;
    const Header* block = static_cast<const Header*>(memory) - 1;
    std::memcpy(larger, memory, std::min(bytes, size_of(block->index)));
    deallocate(memory);
    return larger;
  }

  std::size_t taken() {
    const std::lock_guard lock(mutex_);
    return taken_;
  }

 private:
  std::mutex mutex_;
  std::array<Header*, kSizes> idle_{};
  std::size_t idle_bytes_ = 0;
  std::size_t taken_ = 0;
};

/// Never destroyed: operators may outlive any object of static duration.
Memory& memory() {
  static auto* const instance = new Memory;
  return *instance;
}

}  // namespace

const xnn_allocator& xnnpack_memory() {
  static const xnn_allocator allocator = {
      .context = nullptr,
      .allocate = [](void*, std::size_t size) { return memory().allocate(size); },
      .reallocate = [](void*, void* block,
                       std::size_t size) { return memory().reallocate(block, size); },
      .deallocate = [](void*, void* block) { memory().deallocate(block); },
      .aligned_allocate = [](void*, std::size_t,
                             std::size_t size) { return memory().allocate(size); },
      .aligned_deallocate = [](void*, void* block) { memory().deallocate(block); },
  };
  return allocator;
}

std::size_t xnnpack_blocks_taken() {
  return memory().taken();
}

}  // namespace atelier::ops
