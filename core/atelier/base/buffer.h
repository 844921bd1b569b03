#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace atelier {

/// rows * columns, as the size of a buffer. Throws std::bad_alloc where no address space has room
/// for so many floats: WebAssembly's is small enough for a batch of a valid network to exceed it.
std::size_t float_count(std::size_t rows, std::size_t columns);

/// Owned float32 memory, aligned for every vector width and readable a little past its end, as
/// XNNPACK's kernels require. Move-only: a copy of activations or weights is always spelled out.
class Buffer {
 public:
  /// In bytes; a cache line, and the widest vector we use (AVX-512).
  static constexpr std::size_t kAlignment = 64;

  /// Floats that may be read, but hold nothing, after the last one.
  static constexpr std::size_t kPadding = 32;

  Buffer() = default;

  /// `size` floats, all zero.
  explicit Buffer(std::size_t size) { resize(size); }

  /// Makes room for `size` floats. Memory is taken only when the buffer grows past what it ever
  /// held, so resizing is free in the steady state of training; contents are kept only when nothing
  /// was taken. New memory is zero. Throws std::bad_alloc where there is not enough, and is then as
  /// it was.
  void resize(std::size_t size);

  std::size_t size() const { return size_; }
  float* data() { return data_.get(); }
  const float* data() const { return data_.get(); }
  std::span<float> span() { return {data_.get(), size_}; }
  std::span<const float> span() const { return {data_.get(), size_}; }

 private:
  struct Free {
    void operator()(float* memory) const;
  };

  std::unique_ptr<float[], Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace atelier
