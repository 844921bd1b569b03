#pragma once

// The transformations of winograd.h for one vector width. Included by one source file for each
// instruction set, which CMake compiles with that set's flags; for what that forbids here, see
// outer_product_kernel.h.
//
// Channels are gone through a vector at a time; where the last is not a whole one, it overlaps the
// one before and computes some channels twice.

#include "atelier/ops/convolution/winograd.h"
#include "atelier/ops/float_vector.h"

namespace atelier::ops {

namespace {

template <int kLanes>
using WinogradVector = typename FloatVector<kLanes>::Type;

template <int kLanes>
inline WinogradVector<kLanes> load(const float* values) {
  return *reinterpret_cast<const WinogradVector<kLanes>*>(values);
}

template <int kLanes>
inline void store(const WinogradVector<kLanes>& vector, float* values) {
  *reinterpret_cast<WinogradVector<kLanes>*>(values) = vector;
}

/// Calls visit(first channel) for each vector of channels.
template <int kLanes, typename Visit>
inline __attribute__((always_inline)) void for_each_vector(std::size_t channels,
                                                           const Visit& visit) {
  for (std::size_t channel = 0; channel < channels; channel += kLanes) {
    visit(channel + kLanes <= channels ? channel : channels - kLanes);
  }
}

/// B' d B of one tile.
/// @param load_pixel (row, column) gives d's element.
template <int kLanes, typename LoadPixel>
inline __attribute__((always_inline)) void transform_input_vector(const LoadPixel& load_pixel,
                                                                  std::size_t point_stride,
                                                                  float* points) {
  using Vector = WinogradVector<kLanes>;
  Vector columns[4][4];  // B' d, by columns of d.
#pragma GCC unroll 4
  for (int column = 0; column < 4; ++column) {
    const Vector pixels[4] = {load_pixel(0, column), load_pixel(1, column), load_pixel(2, column),
                              load_pixel(3, column)};
    columns[column][0] = pixels[0] - pixels[2];
    columns[column][1] = pixels[1] + pixels[2];
    columns[column][2] = pixels[2] - pixels[1];
    columns[column][3] = pixels[1] - pixels[3];
  }
#pragma GCC unroll 4
  for (int row = 0; row < 4; ++row) {
    store<kLanes>(columns[0][row] - columns[2][row], points);
    store<kLanes>(columns[1][row] + columns[2][row], points + point_stride);
    store<kLanes>(columns[2][row] - columns[1][row], points + 2 * point_stride);
    store<kLanes>(columns[1][row] - columns[3][row], points + 3 * point_stride);
    points += 4 * point_stride;
  }
}

template <int kLanes>
void transform_winograd_input(const WinogradInput& input) {
  using Vector = WinogradVector<kLanes>;
  const std::size_t row_size = input.width * input.channels;
  const float* rows[4];
  bool all_rows = true;
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    // Wraps around above the image, which is beyond its height as well.
    const std::size_t row = 2 * input.tile_row + i - input.padding_top;
    rows[i] = row < input.height ? input.image + row * row_size : nullptr;
    all_rows = all_rows && rows[i] != nullptr;
  }
  float* points = input.points;
  for (std::size_t tile = 0; tile < input.tiles; ++tile) {
    const std::size_t first = 2 * tile - input.padding_left;  // As above.
    const auto load_pixel = [&](int row, int column, std::size_t channel) -> Vector {
      const std::size_t pixel = first + static_cast<std::size_t>(column);
      return load<kLanes>(rows[row] + pixel * input.channels + channel);
    };
    // Inside the image no pixel needs a look of its own.
    if (all_rows && 2 * tile >= input.padding_left && first + 4 <= input.width) {
      for_each_vector<kLanes>(input.channels, [&](std::size_t channel) {
        transform_input_vector<kLanes>(
            [&](int row, int column) { return load_pixel(row, column, channel); },
            input.point_stride, points + channel);
      });
    } else {
      for_each_vector<kLanes>(input.channels, [&](std::size_t channel) {
        transform_input_vector<kLanes>(
            [&](int row, int column) {
              const bool inside =
                  rows[row] != nullptr && first + static_cast<std::size_t>(column) < input.width;
              return inside ? load_pixel(row, column, channel) : Vector{};
            },
            input.point_stride, points + channel);
      });
    }
    points += input.channels;
  }
}

template <int kLanes>
void transform_winograd_output(const WinogradOutput& output) {
  using Vector = WinogradVector<kLanes>;
  const float least = output.least;
  const std::size_t stride = output.point_stride;
  const std::size_t first_row = 2 * output.tile_row;
  const int rows = first_row + 1 < output.height ? 2 : 1;
  const float* tile_points = output.points;
  for (std::size_t pixel = 0; pixel < output.width; pixel += 2) {
    const int columns = pixel + 1 < output.width ? 2 : 1;
    for_each_vector<kLanes>(output.channels, [&](std::size_t channel) {
      const float* points = tile_points + channel;
      Vector sums[2][4];  // A' M
#pragma GCC unroll 4
      for (int column = 0; column < 4; ++column) {
        const Vector second = load<kLanes>(points + 4 * stride);
        const Vector third = load<kLanes>(points + 8 * stride);
        sums[0][column] = load<kLanes>(points) + second + third;
        sums[1][column] = second - third - load<kLanes>(points + 12 * stride);
        points += stride;
      }
      const Vector bias = load<kLanes>(output.bias + channel);
#pragma GCC unroll 2
      for (int row = 0; row < 2; ++row) {
        if (row == rows)
          break;
        const Vector results[2] = {sums[row][0] + sums[row][1] + sums[row][2] + bias,
                                   sums[row][1] - sums[row][2] - sums[row][3] + bias};
#pragma GCC unroll 2
        for (int column = 0; column < 2; ++column) {
          if (column == columns)
            break;
          // Not a number stays what it is.
          Vector result = results[column] < least ? least - Vector{} : results[column];
          const std::size_t offset =
              ((first_row + row) * output.width + pixel + column) * output.channels + channel;
          if (output.mask != nullptr)
            result = load<kLanes>(output.mask + offset) > 0.0F ? result : Vector{};
          store<kLanes>(result, output.image + offset);
        }
      }
    });
    tile_points += output.channels;
  }
}

template <int kLanes>
void transform_winograd_output_gradient(const WinogradOutputGradient& gradient) {
  using Vector = WinogradVector<kLanes>;
  const std::size_t stride = gradient.point_stride;
  const std::size_t row_size = gradient.width * gradient.channels;
  const float* row = gradient.image + 2 * gradient.tile_row * row_size;
  const bool second_row = 2 * gradient.tile_row + 1 < gradient.height;
  float* tile_points = gradient.points;
  for (std::size_t pixel = 0; pixel < gradient.width; pixel += 2) {
    const bool second_column = pixel + 1 < gradient.width;
    for_each_vector<kLanes>(gradient.channels, [&](std::size_t channel) {
      const auto load_pixel = [&](bool inside, const float* pixels) {
        return inside ? load<kLanes>(pixels + channel) : Vector{};
      };
      const float* left_pixels = row + pixel * gradient.channels;
      const float* right_pixels = left_pixels + gradient.channels;
      const Vector left[2] = {load_pixel(true, left_pixels),
                              load_pixel(second_row, left_pixels + row_size)};
      const Vector right[2] = {load_pixel(second_column, right_pixels),
                               load_pixel(second_row && second_column, right_pixels + row_size)};
      // A dY
      const Vector left_column[4] = {left[0], left[0] + left[1], left[0] - left[1], -left[1]};
      const Vector right_column[4] = {right[0], right[0] + right[1], right[0] - right[1],
                                      -right[1]};
      float* points = tile_points + channel;
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) {
        store<kLanes>(left_column[i], points);
        store<kLanes>(left_column[i] + right_column[i], points + stride);
        store<kLanes>(left_column[i] - right_column[i], points + 2 * stride);
        store<kLanes>(-right_column[i], points + 3 * stride);
        points += 4 * stride;
      }
    });
    tile_points += gradient.channels;
  }
}

}  // namespace

}  // namespace atelier::ops
