#pragma once

#include <cstddef>
#include <cstdint>

namespace atelier::data {

/// An image in memory that somebody else owns, [height, width, channels].
template <typename Value>
struct Image {
  std::size_t height = 0;
  std::size_t width = 0;
  std::size_t channels = 0;
  Value* values = nullptr;

  std::size_t size() const { return height * width * channels; }
  Value* row(std::size_t index) const { return values + index * width * channels; }
};

using ByteImage = Image<const std::uint8_t>;  ///< As in the data set.
using FloatImage = Image<float>;              ///< As the network gets it: 0 to 1.

}  // namespace atelier::data
