#pragma once

#include <cstddef>
#include <span>

namespace atelier::ops {

/// For each channel: (value - mean) * scale + offset.
struct NormalizationTransform {
  const float* mean = nullptr;
  const float* scale = nullptr;
  const float* offset = nullptr;
};

/// The most channels in one call of a summing kernel: their sums lie on the stack.
inline constexpr std::size_t kNormalizationChannelBlock = 512;

/// The loops of batch normalisation as compiled for one instruction set, for
/// batch_normalization.cpp and tests alone. Where there are two, the second has ReLU after the
/// transform. `stride` is the floats from one row to the next.
struct NormalizationKernels {
  const char* instruction_set;

  /// The mean of each channel over the rows, and the sum of the squared deviations from it.
  void (*sum_moments)(const float* input, std::size_t stride, std::size_t rows,
                      std::size_t channels, double* mean, double* square_sum);

  /// The sums over the rows of the gradient before ReLU, and of its product with (input - mean).
  void (*sum_gradients[2])(const float* input, const float* gradient, std::size_t stride,
                           std::size_t rows, std::size_t channels,
                           const NormalizationTransform& transform, double* gradient_sum,
                           double* product_sum);

  /// Transforms [rows, channels].
  void (*normalize[2])(const float* input, std::size_t rows, std::size_t channels,
                       const NormalizationTransform& transform, float* output);

  /// result = scale * gradient before ReLU + deviation_factor * (input - mean) + constant.
  /// `result` may be `gradient`.
  void (*input_gradient[2])(const float* input, const float* gradient, std::size_t rows,
                            std::size_t channels, const NormalizationTransform& transform,
                            const float* deviation_factor, const float* constant, float* result);
};

/// Those that this machine can run, widest first; at least one.
std::span<const NormalizationKernels> normalization_kernels();

}  // namespace atelier::ops
