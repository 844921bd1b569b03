#include "atelier/data/augmentation/resampling.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace atelier::data {

namespace {

// One channel with a border of zeros around it: one column and row before, two behind. A place that
// is cut to [-1, size] then has four neighbours in it, whichever it is.
constexpr std::size_t kBefore = 1;
constexpr std::size_t kBorder = 3;

/// A row is worked on in pieces of so many pixels, each in three loops: where to look, which a
/// compiler turns into vector instructions; looking there, which it cannot; interpolating, which it
/// can again. The two that are vectors run over the whole piece even where the row has ended: a
/// remainder, one pixel at a time, would cost more.
constexpr std::size_t kPiece = 32;

struct Piece {
  std::array<std::int32_t, kPiece> offset;  ///< Of the upper left neighbour in the bordered plane.
  std::array<float, kPiece> right;          ///< The right neighbours' weight.
  std::array<float, kPiece> below;          ///< The lower neighbours' weight.
  std::array<std::uint32_t, kPiece> bytes;  ///< Upper left, upper right, lower left, lower right.
};

void find_places(const AffineMap& map, std::size_t row, std::size_t first_column, float height,
                 float width, Piece& piece) {
  const float column_start = map.column_by_row * static_cast<float>(row) + map.first_column;
  const float row_start = map.row_by_row * static_cast<float>(row) + map.first_row;
  const float stride = width + static_cast<float>(kBorder);
  for (std::size_t i = 0; i < kPiece; ++i) {
    const auto output_column = static_cast<float>(static_cast<std::int32_t>(first_column + i));
    // From the border's corner on, so that cutting off the fraction rounds down.
    float column = map.column_by_column * output_column + column_start + float{kBefore};
    float line = map.row_by_column * output_column + row_start + float{kBefore};
    column = std::min(std::max(column, 0.0F), width + float{kBefore});
    line = std::min(std::max(line, 0.0F), height + float{kBefore});
    const auto left = static_cast<float>(static_cast<std::int32_t>(column));
    const auto top = static_cast<float>(static_cast<std::int32_t>(line));
    piece.right[i] = column - left;
    piece.below[i] = line - top;
    piece.offset[i] = static_cast<std::int32_t>(top * stride + left);
  }
}

void look_up(const std::uint8_t* plane, std::size_t stride, std::size_t count, Piece& piece) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* upper = plane + piece.offset[i];
    const std::uint8_t* lower = upper + stride;
    piece.bytes[i] = std::uint32_t{upper[0]} | std::uint32_t{upper[1]} << 8 |
                     std::uint32_t{lower[0]} << 16 | std::uint32_t{lower[1]} << 24;
  }
}

/// By way of a signed number: its conversion is a single instruction everywhere.
float byte_of(std::uint32_t bytes, int shift) {
  return static_cast<float>(static_cast<std::int32_t>(bytes >> shift & 0xFF));
}

void interpolate(const Piece& piece, std::size_t count, std::size_t channels, float* output) {
  std::array<float, kPiece> values;
  for (std::size_t i = 0; i < kPiece; ++i) {
    const float upper_left = byte_of(piece.bytes[i], 0);
    const float upper_right = byte_of(piece.bytes[i], 8);
    const float lower_left = byte_of(piece.bytes[i], 16);
    const float lower_right = byte_of(piece.bytes[i], 24);
    const float upper = upper_left + piece.right[i] * (upper_right - upper_left);
    const float lower = lower_left + piece.right[i] * (lower_right - lower_left);
    values[i] = (upper + piece.below[i] * (lower - upper)) / 255.0F;
  }
  if (channels == 1) {
    std::copy_n(values.data(), count, output);
    return;
  }
  for (std::size_t i = 0; i < count; ++i)
    output[i * channels] = values[i];
}

/// `plane`: the channel with its border.
void copy_channel(const ByteImage& source, std::size_t channel, std::uint8_t* plane) {
  const std::size_t stride = source.width + kBorder;
  std::memset(plane, 0, resampling_scratch_size(source.height, source.width));
  for (std::size_t row = 0; row < source.height; ++row) {
    const std::uint8_t* from = source.row(row) + channel;
    std::uint8_t* to = plane + (row + kBefore) * stride + kBefore;
    if (source.channels == 1) {
      std::memcpy(to, from, source.width);
    } else {
      for (std::size_t column = 0; column < source.width; ++column)
        to[column] = from[column * source.channels];
    }
  }
}

}  // namespace

std::size_t resampling_scratch_size(std::size_t height, std::size_t width) {
  return (height + kBorder) * (width + kBorder);
}

void resample(const ByteImage& source, const AffineMap& map, const FloatImage& output,
              std::uint8_t* scratch) {
  const auto height = static_cast<float>(source.height);
  const auto width = static_cast<float>(source.width);
  Piece piece = {};
  for (std::size_t channel = 0; channel < source.channels; ++channel) {
    copy_channel(source, channel, scratch);
    for (std::size_t row = 0; row < output.height; ++row) {
      for (std::size_t column = 0; column < output.width; column += kPiece) {
        const std::size_t count = std::min(kPiece, output.width - column);
        find_places(map, row, column, height, width, piece);
        look_up(scratch, source.width + kBorder, count, piece);
        interpolate(piece, count, source.channels,
                    output.row(row) + column * source.channels + channel);
      }
    }
  }
}

}  // namespace atelier::data
