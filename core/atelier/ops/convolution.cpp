#include "atelier/ops/convolution.h"

#include <cstddef>

namespace atelier::ops {

namespace {

#if defined(__wasm_relaxed_simd__)
/// Relaxed SIMD: XNNPACK's kernels, which have the fused multiplication too, run at 42 GFLOP/s
/// where ours run at 39 (of 43), but also multiply the zeros above and below the image.
constexpr double kLeastShareForXnnpack = 0.93;
#else
/// Plain SIMD: 34 GFLOP/s against 27, or 13 where V8 spills XNNPACK's limits of the output. For x86
/// see direct_convolution.h.
constexpr double kLeastShareForXnnpack = 2;
#endif

/// How many of the products in the kernel's rows are with pixels, not with padding.
double share_of_rows_inside(const Window& window) {
  std::size_t inside = 0;
  for (std::size_t row = 0; row < window.output_height; ++row) {
    const WindowRange pixels =
        pixels_inside(row, window.options.height, window.options.stride_height, window.padding_top,
                      window.input_height);
    inside += pixels.end - pixels.first;
  }
  return static_cast<double>(inside) /
         static_cast<double>(window.output_height * window.options.height);
}

std::variant<DirectConvolution, XnnpackConvolution> choose(const Window& window,
                                                           std::size_t filters, bool relu,
                                                           ThreadPool& pool) {
  if (DirectConvolution::is_available() && share_of_rows_inside(window) < kLeastShareForXnnpack)
    return DirectConvolution(window, filters, relu, pool);
  return XnnpackConvolution(window, filters, relu, pool);
}

}  // namespace

Convolution::Convolution(const Window& window, std::size_t filters, bool relu, ThreadPool& pool)
    : implementation_(choose(window, filters, relu, pool)) {}

void Convolution::set_weights(const float* kernel, const float* bias) {
  std::visit([&](auto& implementation) { implementation.set_weights(kernel, bias); },
             implementation_);
}

void Convolution::run(const float* input, std::size_t batch, float* output, const float* mask) {
  std::visit([&](auto& implementation) { implementation.run(input, batch, output, mask); },
             implementation_);
}

}  // namespace atelier::ops
