#pragma once

// The loops behind batch_normalization.h, for one vector width. Included by one source file for
// each instruction set, which CMake compiles with that set's flags. Everything here is therefore
// local to the including file, and nothing of the standard library is used: an inline function
// shared with other files could be linked from the copy that was compiled for instructions this
// machine lacks.
//
// All of them are bound by memory. A vector holds neighbouring channels, so no sum runs across it.
// Where the channels do not fill the last vector, it begins earlier and does some of them twice:
// nothing is read or written beyond a row. Fewer channels than a vector holds take a narrower one.

#include "atelier/ops/batch_normalization_kernels.h"

namespace atelier::ops {

namespace {

/// A vector of floats that may lie at any float's address.
template <int kLanes>
struct Floats {
  typedef float Type
      __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float)), may_alias));
};

template <int kLanes>
inline __attribute__((always_inline)) typename Floats<kLanes>::Type load(const float* from) {
  return *reinterpret_cast<const typename Floats<kLanes>::Type*>(from);
}

template <int kLanes>
inline __attribute__((always_inline)) void store(typename Floats<kLanes>::Type values, float* to) {
  *reinterpret_cast<typename Floats<kLanes>::Type*>(to) = values;
}

/// The vector for fewer channels than kLanes. Two or three go one by one: not worth code of their
/// own.
template <int kLanes>
constexpr int kNarrower = kLanes > 4 ? kLanes / 2 : 1;

/// The transform of the channels that begin at some place.
inline __attribute__((always_inline)) NormalizationTransform
from_channel(const NormalizationTransform& transform, std::ptrdiff_t channel) {
  return {transform.mean + channel, transform.scale + channel, transform.offset + channel};
}

/// The part of `gradient` that passes back through ReLU, if there is one; forward's value is worked
/// out again, which is cheaper than reading it.
template <int kLanes, bool kRelu>
inline __attribute__((always_inline)) typename Floats<kLanes>::Type through_relu(
    typename Floats<kLanes>::Type gradient, typename Floats<kLanes>::Type deviation,
    const NormalizationTransform& transform) {
  using Vector = typename Floats<kLanes>::Type;
  if constexpr (kRelu) {
    const Vector value = deviation * load<kLanes>(transform.scale) + load<kLanes>(transform.offset);
    return value > Vector{} ? gradient : Vector{};
  } else {
    return gradient;
  }
}

/// What the sums of a piece of the rows go into, before they are added up in double precision.
constexpr std::size_t kMostChannels = kNormalizationChannelBlock;
constexpr std::size_t kRowsPerPiece = 128;

struct PieceSums {
  float first[kMostChannels];
  float second[kMostChannels];
};

/// Adds up kVectors vectors of channels in registers, over all rows. They begin at multiples of
/// kLanes, but the last at `last`.
template <int kLanes, int kVectors>
__attribute__((noinline)) void sum_deviations(const float* input, std::size_t stride,
                                              std::size_t rows, std::ptrdiff_t last, float* first,
                                              float* second) {
  using Vector = typename Floats<kLanes>::Type;
  Vector origin[kVectors];
  Vector sums[kVectors] = {};
  Vector squares[kVectors] = {};
  const auto place = [last](int v) { return v + 1 < kVectors ? v * kLanes : last; };
#pragma GCC unroll 4
  for (int v = 0; v < kVectors; ++v)
    origin[v] = load<kLanes>(input + place(v));
  for (std::size_t row = 0; row < rows; ++row) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) {
      const Vector deviation = load<kLanes>(input + place(v)) - origin[v];
      sums[v] += deviation;
      squares[v] += deviation * deviation;
    }
    input += stride;
  }
#pragma GCC unroll 4
  for (int v = 0; v < kVectors; ++v) {
    store<kLanes>(sums[v], first + place(v));
    store<kLanes>(squares[v], second + place(v));
  }
}

template <int kLanes, int kVectors, bool kRelu>
__attribute__((noinline)) void sum_gradient_vectors(const float* input, const float* gradient,
                                                    std::size_t stride, std::size_t rows,
                                                    std::ptrdiff_t last,
                                                    const NormalizationTransform& transform,
                                                    float* first, float* second) {
  using Vector = typename Floats<kLanes>::Type;
  Vector sums[kVectors] = {};
  Vector products[kVectors] = {};
  const auto place = [last](int v) { return v + 1 < kVectors ? v * kLanes : last; };
  for (std::size_t row = 0; row < rows; ++row) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) {
      const NormalizationTransform channels = from_channel(transform, place(v));
      const Vector deviation = load<kLanes>(input + place(v)) - load<kLanes>(channels.mean);
      const Vector passed =
          through_relu<kLanes, kRelu>(load<kLanes>(gradient + place(v)), deviation, channels);
      sums[v] += passed;
      products[v] += passed * deviation;
    }
    input += stride;
    gradient += stride;
  }
#pragma GCC unroll 4
  for (int v = 0; v < kVectors; ++v) {
    store<kLanes>(sums[v], first + place(v));
    store<kLanes>(products[v], second + place(v));
  }
}

/// A number known when compiling, as an argument.
template <int kNumber>
struct Constant {
  static constexpr int value = kNumber;
};

/// The most vectors in a tile. In WebAssembly each number of them is code to download.
#if defined(__wasm__)
constexpr int kMostVectors = 2;
#else
constexpr int kMostVectors = 4;
#endif

/// tile(Constant<vectors>, first, last) for a number of vectors known only at run time: 1 to
/// kVectors.
template <int kVectors, typename Tile>
void tile_of(std::size_t vectors, const Tile& tile, std::size_t first, std::ptrdiff_t last) {
  if constexpr (kVectors > 1) {
    if (vectors < kVectors) {
      tile_of<kVectors - 1>(vectors, tile, first, last);
      return;
    }
  }
  tile(Constant<kVectors>{}, first, last);
}

/// Calls tile(Constant<vectors>, first channel, last vector's place from there) until all channels,
/// at least kLanes, have been had.
template <int kLanes, typename Tile>
void for_each_tile(std::size_t channels, const Tile& tile) {
  // Channels one by one are at most three, not worth code of their own.
  constexpr int kVectors = kLanes > 1 ? kMostVectors : 1;
  constexpr std::size_t kWidest = std::size_t{kVectors} * kLanes;
  for (std::size_t first = 0; first < channels; first += kWidest) {
    const std::size_t left = channels - first;
    const auto last = static_cast<std::ptrdiff_t>(left < kWidest ? left : kWidest) - kLanes;
    tile_of<kVectors>(left < kWidest ? (left + kLanes - 1) / kLanes : kVectors, tile, first, last);
  }
}

/// See NormalizationKernels::sum_moments. Piece by piece in single precision, about the piece's
/// first row, which is as good an origin as any of its values; the pieces are merged in double, by
/// the update of Chan, Golub and LeVeque (1983).
template <int kLanes>
void sum_moments(const float* input, std::size_t stride, std::size_t rows, std::size_t channels,
                 double* mean, double* square_sum) {
  if constexpr (kLanes > 1) {
    if (channels < kLanes) {
      sum_moments<kNarrower<kLanes>>(input, stride, rows, channels, mean, square_sum);
      return;
    }
  }
  for (std::size_t channel = 0; channel < channels; ++channel) {
    mean[channel] = 0;
    square_sum[channel] = 0;
  }
  for (std::size_t row = 0; row < rows; row += kRowsPerPiece) {
    const std::size_t piece = rows - row < kRowsPerPiece ? rows - row : kRowsPerPiece;
    const float* origin = input + row * stride;
    PieceSums sums;
    for_each_tile<kLanes>(channels, [&](auto vectors, std::size_t first, std::ptrdiff_t last) {
      sum_deviations<kLanes, decltype(vectors)::value>(origin + first, stride, piece, last,
                                                       sums.first + first, sums.second + first);
    });
    const auto count = static_cast<double>(piece);
    const double share = count / static_cast<double>(row + piece);
    const double weight = share * static_cast<double>(row);
    for (std::size_t channel = 0; channel < channels; ++channel) {
      const double sum = sums.first[channel];
      const double difference = origin[channel] + sum / count - mean[channel];
      mean[channel] += difference * share;
      square_sum[channel] +=
          sums.second[channel] - sum * sum / count + difference * difference * weight;
    }
  }
}

/// See NormalizationKernels::sum_gradients.
template <int kLanes, bool kRelu>
void sum_gradients(const float* input, const float* gradient, std::size_t stride, std::size_t rows,
                   std::size_t channels, const NormalizationTransform& transform,
                   double* gradient_sum, double* product_sum) {
  if constexpr (kLanes > 1) {
    if (channels < kLanes) {
      sum_gradients<kNarrower<kLanes>, kRelu>(input, gradient, stride, rows, channels, transform,
                                              gradient_sum, product_sum);
      return;
    }
  }
  for (std::size_t channel = 0; channel < channels; ++channel) {
    gradient_sum[channel] = 0;
    product_sum[channel] = 0;
  }
  for (std::size_t row = 0; row < rows; row += kRowsPerPiece) {
    const std::size_t piece = rows - row < kRowsPerPiece ? rows - row : kRowsPerPiece;
    const std::size_t place = row * stride;
    PieceSums sums;
    for_each_tile<kLanes>(channels, [&](auto vectors, std::size_t first, std::ptrdiff_t last) {
      sum_gradient_vectors<kLanes, decltype(vectors)::value, kRelu>(
          input + place + first, gradient + place + first, stride, piece, last,
          from_channel(transform, static_cast<std::ptrdiff_t>(first)), sums.first + first,
          sums.second + first);
    });
    for (std::size_t channel = 0; channel < channels; ++channel) {
      gradient_sum[channel] += sums.first[channel];
      product_sum[channel] += sums.second[channel];
    }
  }
}

/// See NormalizationKernels::normalize.
template <int kLanes, bool kRelu>
void normalize(const float* input, std::size_t rows, std::size_t channels,
               const NormalizationTransform& transform, float* output) {
  using Vector = typename Floats<kLanes>::Type;
  if constexpr (kLanes > 1) {
    if (channels < kLanes) {
      normalize<kNarrower<kLanes>, kRelu>(input, rows, channels, transform, output);
      return;
    }
  }
  const auto result = [&](std::size_t channel) __attribute__((always_inline)) {
    const Vector deviation = load<kLanes>(input + channel) - load<kLanes>(transform.mean + channel);
    const Vector value = deviation * load<kLanes>(transform.scale + channel) +
                         load<kLanes>(transform.offset + channel);
    if constexpr (kRelu) {
      return value < Vector{} ? Vector{} : value;  // Not a number stays what it is.
    } else {
      return value;
    }
  };
  const std::size_t last = channels - kLanes;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t channel = 0; channel < last; channel += kLanes)
      store<kLanes>(result(channel), output + channel);
    store<kLanes>(result(last), output + last);
    input += channels;
    output += channels;
  }
}

/// See NormalizationKernels::input_gradient.
template <int kLanes, bool kRelu>
void input_gradient(const float* input, const float* gradient, std::size_t rows,
                    std::size_t channels, const NormalizationTransform& transform,
                    const float* deviation_factor, const float* constant, float* result) {
  using Vector = typename Floats<kLanes>::Type;
  if constexpr (kLanes > 1) {
    if (channels < kLanes) {
      input_gradient<kNarrower<kLanes>, kRelu>(input, gradient, rows, channels, transform,
                                               deviation_factor, constant, result);
      return;
    }
  }
  const auto value = [&](std::size_t channel) __attribute__((always_inline)) {
    const NormalizationTransform here =
        from_channel(transform, static_cast<std::ptrdiff_t>(channel));
    const Vector deviation = load<kLanes>(input + channel) - load<kLanes>(here.mean);
    const Vector passed =
        through_relu<kLanes, kRelu>(load<kLanes>(gradient + channel), deviation, here);
    return passed * load<kLanes>(here.scale) +
           (deviation * load<kLanes>(deviation_factor + channel) +
            load<kLanes>(constant + channel));
  };
  const std::size_t last = channels - kLanes;
  for (std::size_t row = 0; row < rows; ++row) {
    // First, since the result may replace the gradient, of which the last vector shares channels
    // with the one before.
    const Vector last_value = value(last);
    for (std::size_t channel = 0; channel < last; channel += kLanes)
      store<kLanes>(value(channel), result + channel);
    store<kLanes>(last_value, result + last);
    input += channels;
    gradient += channels;
    result += channels;
  }
}

/// All loops, for vectors of kLanes floats.
template <int kLanes>
constexpr NormalizationKernels normalization_kernels_of(const char* instruction_set) {
  return {
      .instruction_set = instruction_set,
      .sum_moments = sum_moments<kLanes>,
      .sum_gradients = {sum_gradients<kLanes, false>, sum_gradients<kLanes, true>},
      .normalize = {normalize<kLanes, false>, normalize<kLanes, true>},
      .input_gradient = {input_gradient<kLanes, false>, input_gradient<kLanes, true>},
  };
}

}  // namespace

}  // namespace atelier::ops
