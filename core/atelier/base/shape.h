#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>

namespace atelier {

/// The sizes of a tensor, outermost first: activations are [N, H, W, C], a convolution's kernel is
/// [height, width, in, out], a dense kernel is [in, out].
///
/// A small value type without heap memory, so that shapes may be made freely inside a training
/// step.
class Shape {
 public:
  static constexpr std::size_t kMaxRank = 4;

  Shape() = default;

  /// Throws std::invalid_argument if there are more than kMaxRank sizes.
  Shape(std::initializer_list<std::size_t> sizes);

  std::size_t rank() const { return rank_; }

  /// The size of axis `axis`; `axis` must be less than rank().
  std::size_t operator[](std::size_t axis) const { return sizes_[axis]; }

  /// The product of all sizes; 1 for rank 0.
  std::size_t element_count() const;

  /// This shape with one more, outermost axis: [H, W, C] becomes [N, H, W, C].
  /// Throws std::invalid_argument if the rank is kMaxRank already.
  Shape with_batch(std::size_t batch) const;

  /// As people write it: "[28, 28, 1]".
  std::string to_string() const;

  const std::size_t* begin() const { return sizes_.data(); }
  const std::size_t* end() const { return sizes_.data() + rank_; }

  friend bool operator==(const Shape& a, const Shape& b) = default;

 private:
  std::array<std::size_t, kMaxRank> sizes_{};
  std::size_t rank_ = 0;
};

}  // namespace atelier
