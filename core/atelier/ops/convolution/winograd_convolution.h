#pragma once

#include <cstddef>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution/convolution.h"
#include "atelier/ops/convolution/convolution_row.h"
#include "atelier/ops/convolution/winograd.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// A 3x3 convolution of [N, H, W, C] with stride 1 by Winograd's minimal filtering (winograd.h),
/// with 4/9 of the multiplications that its definition has. The matrix products are
/// convolution_row.h's: each is a convolution of a row of tiles with a 1x1 kernel.
///
/// Tiles are transformed, multiplied and transformed back a few at a time, so that what lies in
/// between, four times the size of the pixels, never leaves the L2 cache.
class WinogradConvolution final : public Convolution {
 public:
  /// Whether this machine has kernels for it, and it is faster than the direct convolution.
  static bool serves(const Window& window, std::size_t filters);

  /// @param relu whether the result is clamped to 0 and above. The pool must outlive this.
  WinogradConvolution(const Window& window, std::size_t filters, bool relu, ThreadPool& pool,
                      const WinogradKernel& transforms = winograd_kernels().front(),
                      const ConvolutionRowKernel& products = convolution_row_kernels().front());

  void set_weights(const float* kernel, const float* bias) override;
  void run(const float* input, std::size_t batch, float* output, const float* mask) override;

 private:
  /// Rows of tiles first, ..., end - 1 of one image.
  void run_rows(const float* image, std::size_t first, std::size_t end, float* output,
                const float* mask) const;

  Window window_;
  std::size_t filters_;
  bool relu_;
  ThreadPool* pool_;
  WinogradKernel transforms_;
  ConvolutionRowKernel products_;
  std::size_t tile_rows_;       ///< Of an image.
  std::size_t tiles_;           ///< In a row of them.
  std::size_t packed_weights_;  ///< Floats of one point's.
  Buffer points_;               ///< G g G' as given: [16, C, filters].
  Buffer weights_;              ///< The same, packed point by point.
  Buffer bias_;                 ///< [filters]
  Buffer no_bias_;              ///< Zeros for the products, padded to whole vectors.
};

}  // namespace atelier::ops
