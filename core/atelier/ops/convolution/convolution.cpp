#include "atelier/ops/convolution/convolution.h"

#include "atelier/ops/convolution/direct_convolution.h"
#include "atelier/ops/convolution/winograd_convolution.h"
#include "atelier/ops/convolution/xnnpack_convolution.h"

namespace atelier::ops {

std::unique_ptr<Convolution> make_convolution(const Window& window, std::size_t filters, bool relu,
                                              ThreadPool& pool) {
#if !defined(__wasm__)
  if (!DirectConvolution::is_available())
    return std::make_unique<XnnpackConvolution>(window, filters, relu, pool);
#endif
  if (WinogradConvolution::serves(window, filters))
    return std::make_unique<WinogradConvolution>(window, filters, relu, pool);
  return std::make_unique<DirectConvolution>(window, filters, relu, pool);
}

}  // namespace atelier::ops
