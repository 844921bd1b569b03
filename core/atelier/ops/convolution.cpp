#include "atelier/ops/convolution.h"

namespace atelier::ops {

Convolution::Implementation Convolution::choose(const Window& window, std::size_t filters,
                                                bool relu, ThreadPool& pool) {
#if !defined(__wasm__)
  if (!DirectConvolution::is_available())
    return XnnpackConvolution(window, filters, relu, pool);
#endif
  return DirectConvolution(window, filters, relu, pool);
}

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
