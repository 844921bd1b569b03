#include "atelier/ops/convolution/weight_gradient.h"

#include "atelier/ops/convolution/direct_weight_gradient.h"
#include "atelier/ops/convolution/winograd_weight_gradient.h"

namespace atelier::ops {

std::unique_ptr<WeightGradient> make_weight_gradient(const Window& window, std::size_t filters,
                                                     ThreadPool& pool) {
  if (WinogradWeightGradient::serves(window, filters))
    return std::make_unique<WinogradWeightGradient>(window, filters, pool);
  return std::make_unique<DirectWeightGradient>(window, filters, pool);
}

}  // namespace atelier::ops
