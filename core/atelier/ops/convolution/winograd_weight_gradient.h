#pragma once

#include <cstddef>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution/batch_sums.h"
#include "atelier/ops/convolution/weight_gradient.h"
#include "atelier/ops/convolution/winograd.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The gradient of the kernel and bias of a 3x3 convolution with stride 1 by Winograd's minimal
/// filtering (winograd.h): at each of the 16 points the outer products (outer_product.h) of
/// transformed inputs and transformed output gradients, summed over all tiles, which are
/// transformed back once a batch. 4/9 of the direct sum's multiplications.
class WinogradWeightGradient final : public WeightGradient {
 public:
  /// Whether it is faster than the direct sum.
  static bool serves(const Window& window, std::size_t filters);

  /// @param filters output channels. The pool must outlive this.
  WinogradWeightGradient(const Window& window, std::size_t filters, ThreadPool& pool,
                         const WinogradKernel& transforms = winograd_kernels().front());

  void add(const float* input, const float* output_gradient, std::size_t images) override;
  void finish(float* kernel_gradient, float* bias_gradient) override;

 private:
  void add_images(const float* input, const float* output_gradient, std::size_t images,
                  float* sums) const;

  Window window_;
  std::size_t filters_;
  std::size_t input_size_;   ///< Of one image.
  std::size_t output_size_;  ///< Likewise.
  std::size_t point_size_;   ///< Sums of one point: C * filters.
  std::size_t tile_rows_;    ///< Of one image.
  std::size_t tiles_;        ///< In a row of them.
  ThreadPool* pool_;
  WinogradKernel transforms_;
  BatchSums sums_;  ///< The points' [16, C, filters], then the bias'.
};

}  // namespace atelier::ops
