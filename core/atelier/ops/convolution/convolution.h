#pragma once

#include <cstddef>
#include <memory>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/window.h"

namespace atelier::ops {

/// A convolution of [N, H, W, C] with its weights.
class Convolution {
 public:
  Convolution() = default;
  Convolution(const Convolution&) = delete;
  Convolution& operator=(const Convolution&) = delete;
  virtual ~Convolution() = default;

  /// Packs new weights.
  /// @param kernel [height, width, C, filters]; copied.
  /// @param bias   [filters], copied; null for none.
  virtual void set_weights(const float* kernel, const float* bias) = 0;

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', filters], overwritten.
  /// @param mask   [batch, H', W', filters], readable a little past its end: where it is not above
  ///               0 the output becomes 0. Null for none.
  virtual void run(const float* input, std::size_t batch, float* output, const float* mask) = 0;
};

/// The fastest for these sizes: ours where this machine has kernels for it
/// (winograd_convolution.h, direct_convolution.h), else XNNPACK's. WebAssembly always has them, and
/// XNNPACK's, which brings depthwise and quantised kernels along, stays out of the module.
/// @param relu whether the result is clamped to 0 and above. The pool must outlive it.
std::unique_ptr<Convolution> make_convolution(const Window& window, std::size_t filters, bool relu,
                                              ThreadPool& pool);

}  // namespace atelier::ops
