#pragma once

#include <cstddef>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/convolution/convolution.h"
#include "atelier/ops/window.h"
#include "atelier/ops/xnnpack_operator.h"

namespace atelier::ops {

/// XNNPACK's convolution of [N, H, W, C], with its weights and scratch memory.
class XnnpackConvolution final : public Convolution {
 public:
  /// @param relu whether the result is clamped to 0 and above. The pool must outlive this.
  XnnpackConvolution(const Window& window, std::size_t filters, bool relu, ThreadPool& pool);

  void set_weights(const float* kernel, const float* bias) override;
  void run(const float* input, std::size_t batch, float* output, const float* mask) override;

 private:
  Window window_;
  std::size_t filters_;
  bool relu_;
  ThreadPool* pool_;
  Buffer kernel_;  ///< [filters, height, width, C], XNNPACK's order.
  XnnpackOperator operator_;
  std::size_t reshaped_batch_ = 0;
  Buffer workspace_;
};

}  // namespace atelier::ops
