#pragma once

#include <cstddef>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The gradient of a convolution's kernel: for each tap of the window, the outer products of an
/// input pixel and the output gradient it met there, summed over all outputs and images
/// (outer_product.h).
///
/// The batch is cut into runs of images by the problem's sizes alone. Each run has sums of its own,
/// which are added up in a fixed order: the result is bit-identical for any number of threads.
class Conv2dKernelGradient {
 public:
  /// @param filters output channels. The pool must outlive this.
  Conv2dKernelGradient(const Window& window, std::size_t filters, ThreadPool& pool);

  /// @param input           [batch, H, W, C]
  /// @param output_gradient [batch, H', W', filters]; readable a little past its end.
  /// @param kernel_gradient [height, width, C, filters]; *added* to.
  void run(const float* input, const float* output_gradient, std::size_t batch,
           float* kernel_gradient);

 private:
  void add_images(const float* input, const float* output_gradient, std::size_t images,
                  float* sums) const;

  Window window_;
  std::size_t filters_;
  ThreadPool* pool_;
  Buffer partial_sums_;  ///< [runs of images, height, width, C, filters]
};

}  // namespace atelier::ops
