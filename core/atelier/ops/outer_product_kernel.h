#pragma once

// The register tile behind outer_product.h, for one vector width. Included by one source file for
// each instruction set, which CMake compiles with that set's flags. Everything here is therefore
// local to the including file, and nothing of the standard library is used: an inline function
// shared with other files could be linked from the copy that was compiled for instructions this
// machine lacks.

#include "atelier/ops/float_vector.h"
#include "atelier/ops/outer_product.h"

namespace atelier::ops {

namespace {

/// Adds a tile of sums, `tile_stride` floats a row, to the result.
__attribute__((noinline)) void add_tile(const float* tile, std::size_t tile_stride,
                                        std::size_t rows, std::size_t columns, float* result,
                                        std::size_t result_stride) {
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      result[column] += tile[column];
    }
    tile += tile_stride;
    result += result_stride;
  }
}

/// Sums one tile: kLeft channels of `left` by kVectors vectors of channels of `right`, in
/// registers, over all positions. The last vector may reach beyond the tile's `right_channels`:
/// what it reads there (the next pixel's channels, or what lies after the end) is summed in vain
/// and not written.
template <int kLanes, int kLeft, int kVectors>
__attribute__((noinline)) void sum_tile(const OuterProduct& product, std::size_t first_left,
                                        std::size_t first_right, std::size_t right_channels) {
  using Vector = typename FloatVector<kLanes>::Type;
  float* result = product.sums + first_left * product.sums_stride + first_right;
#if defined(__wasm__)
  constexpr bool whole_vectors = false;  // One way to write sums is less to download.
#else
  const bool whole_vectors = right_channels == kVectors * kLanes;
#endif
  Vector sums[kLeft][kVectors] = {};
  if (whole_vectors) {
#pragma GCC unroll 16
    for (int i = 0; i < kLeft; ++i) {
#pragma GCC unroll 16
      for (int v = 0; v < kVectors; ++v) {
        sums[i][v] =
            *reinterpret_cast<const Vector*>(result + i * product.sums_stride + v * kLanes);
      }
    }
  }
  const float* left_image = product.left.first + first_left;
  const float* right_image = product.right.first + first_right;
  for (std::size_t image = 0; image < product.images; ++image) {
    const float* left_row = left_image;
    const float* right_row = right_image;
    for (std::size_t row = 0; row < product.rows; ++row) {
      const float* left = left_row;
      const float* right = right_row;
      for (std::size_t column = 0; column < product.columns; ++column) {
        Vector right_vectors[kVectors];
#pragma GCC unroll 16
        for (int v = 0; v < kVectors; ++v) {
          right_vectors[v] = *reinterpret_cast<const Vector*>(right + v * kLanes);
        }
#pragma GCC unroll 16
        for (int i = 0; i < kLeft; ++i) {
#pragma GCC unroll 16
          for (int v = 0; v < kVectors; ++v) {
            multiply_add<kLanes>(left[i], right_vectors[v], sums[i][v]);
          }
        }
        left += product.left.column_stride;
        right += product.right.column_stride;
      }
      left_row += product.left.row_stride;
      right_row += product.right.row_stride;
    }
    left_image += product.left.image_stride;
    right_image += product.right.image_stride;
  }

  if (whole_vectors) {
#pragma GCC unroll 16
    for (int i = 0; i < kLeft; ++i) {
#pragma GCC unroll 16
      for (int v = 0; v < kVectors; ++v) {
        *reinterpret_cast<Vector*>(result + i * product.sums_stride + v * kLanes) = sums[i][v];
      }
    }
    return;
  }

  // By way of memory, so that partial vectors need no code of their own.
  Vector tile[kLeft][kVectors];
#pragma GCC unroll 16
  for (int i = 0; i < kLeft; ++i) {
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) {
      tile[i][v] = sums[i][v];
    }
  }
  add_tile(reinterpret_cast<const float*>(tile), kVectors * kLanes, kLeft, right_channels, result,
           product.sums_stride);
}

/// sum_tile for a number of left channels known only at run time: 1 to kLeft.
template <int kLanes, int kLeft, int kVectors>
void sum_tile_of(std::size_t left_channels, const OuterProduct& product, std::size_t first_left,
                 std::size_t first_right, std::size_t right_channels) {
  if constexpr (kLeft > 1) {
    if (left_channels < kLeft) {
      sum_tile_of<kLanes, kLeft - 1, kVectors>(left_channels, product, first_left, first_right,
                                               right_channels);
      return;
    }
  }
  sum_tile<kLanes, kLeft, kVectors>(product, first_left, first_right, right_channels);
}

/// All left channels against kVectors vectors of right channels. The tiles are as equal as can be
/// (10 channels in tiles of at most 6 are 5 + 5), since a small tile leaves the multipliers idle.
template <int kLanes, int kMostLeft, int kVectors>
void sum_left(const OuterProduct& product, std::size_t first_right, std::size_t right_channels) {
  const std::size_t tiles = (product.left.channels + kMostLeft - 1) / kMostLeft;
  for (std::size_t tile = 0; tile < tiles; ++tile) {
    const std::size_t first = tile * product.left.channels / tiles;
    const std::size_t end = (tile + 1) * product.left.channels / tiles;
    sum_tile_of<kLanes, kMostLeft, kVectors>(end - first, product, first, first_right,
                                             right_channels);
  }
}

/// The whole product.
/// @tparam kLanes floats in a vector.
/// @tparam kMostLeft1 (2, 3, 4) the most left channels in a tile of one (two, three, four) vectors:
///     as many as the registers hold; 0 for no tiles of four vectors.
template <int kLanes, int kMostLeft1, int kMostLeft2, int kMostLeft3, int kMostLeft4>
void sum_outer_product(const OuterProduct& product) {
  constexpr std::size_t kMostVectors = kMostLeft4 > 0 ? 4 : 3;
  const std::size_t vectors = (product.right.channels + kLanes - 1) / kLanes;
  const std::size_t blocks = (vectors + kMostVectors - 1) / kMostVectors;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t first = block * vectors / blocks;
    const std::size_t end = (block + 1) * vectors / blocks;
    const std::size_t first_channel = first * kLanes;
    const std::size_t end_channel =
        end * kLanes < product.right.channels ? end * kLanes : product.right.channels;
    const std::size_t channels = end_channel - first_channel;
    switch (end - first) {
      case 1:
        sum_left<kLanes, kMostLeft1, 1>(product, first_channel, channels);
        break;
      case 2:
        sum_left<kLanes, kMostLeft2, 2>(product, first_channel, channels);
        break;
      case 3:
        sum_left<kLanes, kMostLeft3, 3>(product, first_channel, channels);
        break;
      default:
        if constexpr (kMostLeft4 > 0)
          sum_left<kLanes, kMostLeft4, 4>(product, first_channel, channels);
        break;
    }
  }
}

}  // namespace

}  // namespace atelier::ops
