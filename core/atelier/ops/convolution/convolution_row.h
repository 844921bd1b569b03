#pragma once

#include <cstddef>
#include <span>

namespace atelier::ops {

/// One row of a convolution's output, as the kernel of direct_convolution.h computes it:
///
///     output[p][o] = max(least, bias[o] + sum over kernel rows r and taps t of
///                                         inputs[r][p * pixel_stride + t] * weights[r][t][o])
///
/// and 0 where there is a mask whose value is not above 0.
///
/// The taps of one kernel row, kernel width * C values, lie one after the other in an image
/// [H, W, C].
struct ConvolutionRow {
  const float* const* inputs = nullptr;  ///< [kernel_rows], where the first pixel's taps begin.
  std::size_t kernel_rows = 0;
  std::size_t taps = 0;                ///< Of one kernel row.
  std::size_t pixel_stride = 0;        ///< Floats from one output pixel's taps to the next one's.
  const float* weights = nullptr;      ///< As pack_convolution_weights wrote them.
  std::size_t first_kernel_row = 0;    ///< The one of the packed rows that inputs[0] belongs to.
  std::size_t packed_kernel_rows = 0;  ///< How many were packed.
  const float* bias = nullptr;         ///< [channels], padded with zeros to whole vectors.
  float least = 0;
  const float* mask = nullptr;  ///< [pixels, channels], readable for a vector past its end; null
                                ///< for none.
  float* output = nullptr;      ///< [pixels, channels], overwritten.
  std::size_t pixels = 0;
  std::size_t channels = 0;
};

/// The kernel as compiled for one instruction set.
struct ConvolutionRowKernel {
  const char* instruction_set;
  std::size_t lanes;  ///< Floats in its vectors.
  void (*run)(const ConvolutionRow& row);
};

/// The kernels that this machine can run, widest first; empty where XNNPACK's convolution is as
/// fast (direct_convolution.h).
std::span<const ConvolutionRowKernel> convolution_row_kernels();

/// Channels are computed in panels of so many vectors: two, which leaves the most registers for
/// pixels, or the three or one that remain.
/// @param vectors that are left to do.
constexpr std::size_t panel_vectors(std::size_t vectors) {
  return vectors == 3 || vectors < 2 ? vectors : 2;
}

/// Puts the weights into the order in which the kernel reads them: panel after panel, for each tap
/// the panel's channels one after the other, the last panel padded with zeros to whole vectors.
/// @param weights [taps, channels], all kernel rows' taps.
/// @param packed  [taps, channels rounded up to whole vectors], overwritten.
void pack_convolution_weights(const float* weights, std::size_t taps, std::size_t channels,
                              std::size_t lanes, float* packed);

}  // namespace atelier::ops
