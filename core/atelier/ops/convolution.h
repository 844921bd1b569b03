#pragma once

#include <cstddef>
#include <variant>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/direct_convolution.h"
#include "atelier/ops/window.h"
#include "atelier/ops/xnnpack_convolution.h"

namespace atelier::ops {

/// A convolution of [N, H, W, C] with its weights: ours where this machine has a kernel for it
/// (direct_convolution.h), else XNNPACK's. WebAssembly always has one, and XNNPACK's, which brings
/// depthwise and quantised kernels along, stays out of the module.
class Convolution {
 public:
  /// @param relu whether the result is clamped to 0 and above. The pool must outlive this.
  Convolution(const Window& window, std::size_t filters, bool relu, ThreadPool& pool);

  /// Packs new weights.
  /// @param kernel [height, width, C, filters]; copied.
  /// @param bias   [filters], copied; null for none.
  void set_weights(const float* kernel, const float* bias);

  /// @param input  [batch, H, W, C]
  /// @param output [batch, H', W', filters], overwritten.
  /// @param mask   [batch, H', W', filters], readable a little past its end: where it is not above
  ///               0 the output becomes 0. Null for none.
  void run(const float* input, std::size_t batch, float* output, const float* mask = nullptr);

 private:
#if defined(__wasm__)
  using Implementation = std::variant<DirectConvolution>;
#else
  using Implementation = std::variant<DirectConvolution, XnnpackConvolution>;
#endif

  static Implementation choose(const Window& window, std::size_t filters, bool relu,
                               ThreadPool& pool);

  Implementation implementation_;
};

}  // namespace atelier::ops
