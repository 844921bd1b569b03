#pragma once

#include <cstddef>
#include <span>

namespace atelier::ops {

/// Winograd's minimal filtering F(2x2, 3x3), for convolutions with a 3x3 kernel and stride 1: Lavin
/// and Gray, "Fast Algorithms for Convolutional Neural Networks" (arXiv:1509.09308), section 4.1.
///
/// Each tile of 2x2 outputs comes from 4x4 inputs d and the 3x3 kernel g as
///
///     Y = A' [ (G g G') * (B' d B) ] A
///
/// with an elementwise product: 16 multiplications where the definition has 36. Summed over input
/// channels, the product at each of the 16 points is one matrix product of [tiles, C] and
/// [C, filters]. B' d B and A' M A are additions only, and G halves and adds, so little precision
/// is lost there, and the products' sums are of C terms where the direct convolution's are of 9 C:
/// for 64 channels of random numbers the mean error is two thirds of the direct convolution's.
///
/// The kernel's gradient goes the same way back: dg = G' [ sum over tiles (B' d B) * (A dY A') ] G.
inline constexpr std::size_t kWinogradPoints = 16;

/// A row of tiles' 4x4 inputs d, two pixels from one to the next, on their way to B' d B.
struct WinogradInput {
  const float* image = nullptr;  ///< [height, width, channels], with zeros all around.
  std::size_t height = 0;
  std::size_t width = 0;
  std::size_t channels = 0;      ///< At least a vector's lanes.
  std::size_t padding_top = 0;   ///< Rows of zeros above the first row of tiles.
  std::size_t padding_left = 0;  ///< Zeros before a row's first tile.
  std::size_t tile_row = 0;
  std::size_t tiles = 0;
  float* points = nullptr;       ///< [16, tiles, channels], overwritten.
  std::size_t point_stride = 0;  ///< Floats from one point's to the next one's.
};

/// A row of tiles' sums M on their way to outputs max(least, bias + A' M A), and 0 where there is a
/// mask whose value is not above 0.
struct WinogradOutput {
  const float* points = nullptr;  ///< [16, tiles, channels]
  std::size_t point_stride = 0;   ///< Floats from one point's to the next one's.
  const float* bias = nullptr;    ///< [channels]
  float least = 0;
  float* image = nullptr;       ///< [height, width, channels]: up to two rows are overwritten.
  const float* mask = nullptr;  ///< [height, width, channels]; null for none.
  std::size_t height = 0;
  std::size_t width = 0;
  std::size_t channels = 0;  ///< At least a vector's lanes.
  std::size_t tile_row = 0;
};

/// A row of tiles' 2x2 output gradients dY on their way to A dY A'.
struct WinogradOutputGradient {
  const float* image = nullptr;  ///< [height, width, channels]
  std::size_t height = 0;
  std::size_t width = 0;
  std::size_t channels = 0;  ///< At least a vector's lanes.
  std::size_t tile_row = 0;
  float* points = nullptr;       ///< [16, tiles, channels], overwritten.
  std::size_t point_stride = 0;  ///< Floats from one point's to the next one's.
};

/// The transformations as compiled for one instruction set.
struct WinogradKernel {
  const char* instruction_set;
  std::size_t lanes;  ///< Floats in its vectors.
  void (*transform_input)(const WinogradInput& input);
  void (*transform_output)(const WinogradOutput& output);
  void (*transform_output_gradient)(const WinogradOutputGradient& gradient);
};

/// The kernels that this machine can run, widest first; at least one.
std::span<const WinogradKernel> winograd_kernels();

/// Floats from one point's values to the next one's, for `count` values of each: an odd number of
/// cache lines, so that the 16 that a vector is written to are not all of the same set of the
/// cache.
constexpr std::size_t winograd_point_stride(std::size_t count) {
  constexpr std::size_t kCacheLine = 16;
  return ((count + kCacheLine - 1) / kCacheLine | 1) * kCacheLine;
}

/// G g G', for each pair of channels.
/// @param kernel [3, 3, size]
/// @param points [16, size], overwritten.
void transform_winograd_kernel(const float* kernel, std::size_t size, float* points);

/// G' p G, for the pairs of channels first, ..., end - 1, *added* to the kernel's gradient.
/// @param points          [16, size]
/// @param kernel_gradient [3, 3, size]
void add_winograd_kernel_gradient(const float* points, std::size_t size, std::size_t first,
                                  std::size_t end, float* kernel_gradient);

}  // namespace atelier::ops
