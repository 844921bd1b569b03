#pragma once

#include <cstddef>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution/batch_sums.h"
#include "atelier/ops/convolution/weight_gradient.h"
#include "atelier/ops/outer_product.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// The gradient of a convolution's kernel and bias. The kernel's: for each tap of the window, the
/// outer products of an input pixel and the output gradient it met there, summed over all outputs
/// and images (outer_product.h). The bias': the sum of the output gradient, which is the outer
/// product with 1.
class DirectWeightGradient final : public WeightGradient {
 public:
  /// @param filters output channels. The pool must outlive this.
  DirectWeightGradient(const Window& window, std::size_t filters, ThreadPool& pool);

  void add(const float* input, const float* output_gradient, std::size_t images) override;
  void finish(float* kernel_gradient, float* bias_gradient) override;

 private:
  /// Output rows first_row, ..., end_row - 1 of some images.
  struct Block {
    const float* input;            ///< The first image.
    const float* output_gradient;  ///< Likewise.
    std::size_t images;
    std::size_t first_row;
    std::size_t end_row;
  };

  void add_images(const float* input, const float* output_gradient, std::size_t images,
                  float* sums) const;
  void add_block(const Block& block, float* sums) const;

  /// Adds the products of all taps of one kernel row.
  /// @param kernel_row with what is the same for all taps: images, rows, strides, and pointers to
  ///                   the first pixels of the rows and the first tap's sums.
  void add_taps(const OuterProduct& kernel_row) const;
  void add_taps_together(const OuterProduct& kernel_row) const;

  Window window_;
  std::size_t filters_;
  std::size_t input_size_;   ///< Of one image.
  std::size_t output_size_;  ///< Likewise.
  std::size_t kernel_size_;
  BatchSums sums_;  ///< The kernel's, then the bias'.
};

}  // namespace atelier::ops
