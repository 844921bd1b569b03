#pragma once

#include <cstddef>
#include <span>

namespace atelier::ops {

/// The channels that one factor of an outer product has at a set of positions: images of rows of
/// columns, as pixels lie in memory. Strides count floats.
struct OuterProductFactor {
  const float* first = nullptr;  ///< The first channel at the first position.
  std::size_t channels = 0;
  std::size_t image_stride = 0;
  std::size_t row_stride = 0;
  std::size_t column_stride = 0;  ///< May be less than `channels`: positions may overlap.
};

/// One call of the kernel behind every weight gradient:
///
///     sums[i][o] += sum over all positions p of  left[p][i] * right[p][o]
///
/// XNNPACK has nothing for it: its matrix product wants one factor transposed and packed, and a
/// batch of outer products then runs at a third of the speed of its forward convolution. This
/// register tile, a few `left` channels by a few vectors of `right` channels, reads both factors
/// where they lie and reaches that speed.
///
/// For a convolution, `left` is the input (stepped by the stride) and `right` the output gradient;
/// for a dense layer the positions are the rows of the batch.
struct OuterProduct {
  OuterProductFactor left;
  OuterProductFactor right;  ///< Readable for a vector (64 bytes) past its end, as a Buffer is.
  std::size_t images = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
  float* sums = nullptr;        ///< [left channels, right channels]; added to.
  std::size_t sums_stride = 0;  ///< Floats from one left channel's sums to the next one's.
};

/// Runs on the calling thread, with the widest instructions this machine has.
void outer_product(const OuterProduct& product);

/// The kernel as compiled for one instruction set.
struct OuterProductKernel {
  const char* instruction_set;
  void (*run)(const OuterProduct& product);
};

/// The kernels that this machine can run, widest first; at least one. outer_product uses the first.
std::span<const OuterProductKernel> outer_product_kernels();

}  // namespace atelier::ops
