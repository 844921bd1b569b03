#pragma once

// The register tile behind convolution_row.h, for one vector width. Included by one source file
// for each instruction set, which CMake compiles with that set's flags; for what that forbids here,
// see outer_product_kernel.h.

#include "atelier/ops/convolution/convolution_row.h"
#include "atelier/ops/float_vector.h"

namespace atelier::ops {

namespace {

/// Pixels that are addressed from one pointer. An x86 address is a base plus once or twice the
/// stride, or a triple of it kept ready, and four pixels a pointer leave few increments. In
/// WebAssembly an address is a single number, and a pointer a pixel is faster (43 against 39
/// GFLOP/s).
#if defined(__wasm__)
constexpr int kPixelsPerPointer = 1;
#else
constexpr int kPixelsPerPointer = 4;
#endif

/// Writes a tile's sums to the output, past `least` and mask. In WebAssembly all sizes of tiles
/// share this, by way of memory, for the download's sake: tiles without a mask and with whole
/// vectors, which are most, have code of their own there (all by this cost 12 % of a step of
/// classic).
/// @param sums     [pixels, vectors]
/// @param channels that are written; the last vector's may be fewer than its lanes.
template <int kLanes>
#if defined(__wasm__)
__attribute__((noinline))
#else
inline
    __attribute__((always_inline))
#endif
void write_tile(const ConvolutionRow& row, const typename FloatVector<kLanes>::Type* sums,
                int pixels, int vectors, std::size_t first_output, std::size_t channels) {
  using Vector = typename FloatVector<kLanes>::Type;
  const float least = row.least;
  float* output = row.output + first_output;
  const float* mask = row.mask == nullptr ? nullptr : row.mask + first_output;
#if !defined(__wasm__)
#pragma GCC unroll 16
#endif
  for (int p = 0; p < pixels; ++p) {
#if !defined(__wasm__)
#pragma GCC unroll 16
#endif
    for (int v = 0; v < vectors; ++v) {
      const Vector sum = sums[p * vectors + v];
      // Not a number stays what it is.
      Vector result = sum < least ? least - Vector{} : sum;
      if (mask != nullptr) {
        // The last vector may read beyond its channels, which a mask's owner allows.
        result = *reinterpret_cast<const Vector*>(mask + v * kLanes) > 0.0F ? result : Vector{};
      }
      float* target = output + v * kLanes;
      if (v + 1 < vectors || channels == static_cast<std::size_t>(vectors) * kLanes) {
        *reinterpret_cast<Vector*>(target) = result;
      } else {
        for (std::size_t channel = 0; channel + v * kLanes < channels; ++channel) {
          target[channel] = result[channel];
        }
      }
    }
    output += row.channels;
    mask = mask == nullptr ? nullptr : mask + row.channels;
  }
}

/// One tile: kPixels pixels by kVectors vectors of channels, in registers over all taps.
/// @param channels that are written; the last vector's may be fewer than its lanes.
template <int kLanes, int kPixels, int kVectors>
__attribute__((noinline)) void convolve_tile(const ConvolutionRow& row, std::size_t first_pixel,
                                             const float* weights, std::size_t first_channel,
                                             std::size_t channels) {
  using Vector = typename FloatVector<kLanes>::Type;
  constexpr int kPointers = (kPixels + kPixelsPerPointer - 1) / kPixelsPerPointer;
  const std::size_t stride = row.pixel_stride;

  Vector sums[kPixels][kVectors];
#pragma GCC unroll 16
  for (int v = 0; v < kVectors; ++v) {
    const Vector bias = *reinterpret_cast<const Vector*>(row.bias + first_channel + v * kLanes);
#pragma GCC unroll 16
    for (int p = 0; p < kPixels; ++p) {
      sums[p][v] = bias;
    }
  }

  for (std::size_t kernel_row = 0; kernel_row < row.kernel_rows; ++kernel_row) {
    const float* pointers[kPointers];
#pragma GCC unroll 16
    for (int i = 0; i < kPointers; ++i) {
      pointers[i] = row.inputs[kernel_row] + (first_pixel + i * kPixelsPerPointer) * stride;
    }
    for (std::size_t tap = 0; tap < row.taps; ++tap) {
      Vector tap_weights[kVectors];
#pragma GCC unroll 16
      for (int v = 0; v < kVectors; ++v) {
        tap_weights[v] = *reinterpret_cast<const Vector*>(weights + v * kLanes);
      }
      weights += kVectors * kLanes;
#pragma GCC unroll 16
      for (int p = 0; p < kPixels; ++p) {
        const float input = pointers[p / kPixelsPerPointer][p % kPixelsPerPointer * stride];
#pragma GCC unroll 16
        for (int v = 0; v < kVectors; ++v) {
          multiply_add<kLanes>(input, tap_weights[v], sums[p][v]);
        }
      }
#pragma GCC unroll 16
      for (int i = 0; i < kPointers; ++i) {
        ++pointers[i];
      }
    }
  }

  const std::size_t first_output = first_pixel * row.channels + first_channel;
  // A copy: sums whose address is given away would not stay in registers.
  Vector tile[kPixels][kVectors];
#pragma GCC unroll 16
  for (int p = 0; p < kPixels; ++p) {
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) {
      tile[p][v] = sums[p][v];
    }
  }
  write_tile<kLanes>(row, &tile[0][0], kPixels, kVectors, first_output, channels);
}

/// convolve_tile for a number of pixels known only at run time: 1 to kPixels.
template <int kLanes, int kPixels, int kVectors>
void convolve_tile_of(std::size_t pixels, const ConvolutionRow& row, std::size_t first_pixel,
                      const float* weights, std::size_t first_channel, std::size_t channels) {
  if constexpr (kPixels > 1) {
    if (pixels < kPixels) {
      convolve_tile_of<kLanes, kPixels - 1, kVectors>(pixels, row, first_pixel, weights,
                                                      first_channel, channels);
      return;
    }
  }
  convolve_tile<kLanes, kPixels, kVectors>(row, first_pixel, weights, first_channel, channels);
}

/// One panel's channels of all pixels, in tiles as equal as can be.
template <int kLanes, int kMostPixels, int kVectors>
void convolve_panel(const ConvolutionRow& row, const float* weights, std::size_t first_channel) {
  const std::size_t left = row.channels - first_channel;
  const std::size_t channels = left < kVectors * kLanes ? left : kVectors * kLanes;
  const std::size_t tiles = (row.pixels + kMostPixels - 1) / kMostPixels;
  for (std::size_t tile = 0; tile < tiles; ++tile) {
    const std::size_t first = tile * row.pixels / tiles;
    const std::size_t end = (tile + 1) * row.pixels / tiles;
    convolve_tile_of<kLanes, kMostPixels, kVectors>(end - first, row, first, weights, first_channel,
                                                    channels);
  }
}

/// The whole row.
/// @tparam kLanes floats in a vector.
/// @tparam kMostPixels1 (2, 3) the most pixels in a tile of one (two, three) vectors: as many as
///     the registers hold.
template <int kLanes, int kMostPixels1, int kMostPixels2, int kMostPixels3>
void convolve_row(const ConvolutionRow& row) {
  const std::size_t vectors = (row.channels + kLanes - 1) / kLanes;
  const float* panel = row.weights;
  std::size_t done = 0;
  while (done < vectors) {
    const std::size_t width = panel_vectors(vectors - done);
    const std::size_t tap_size = width * kLanes;
    const float* weights = panel + row.first_kernel_row * row.taps * tap_size;
    switch (width) {
      case 1:
        convolve_panel<kLanes, kMostPixels1, 1>(row, weights, done * kLanes);
        break;
      case 2:
        convolve_panel<kLanes, kMostPixels2, 2>(row, weights, done * kLanes);
        break;
      default:
        convolve_panel<kLanes, kMostPixels3, 3>(row, weights, done * kLanes);
        break;
    }
    panel += row.packed_kernel_rows * row.taps * tap_size;
    done += width;
  }
}

}  // namespace

}  // namespace atelier::ops
