#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/ops/batch_normalization_kernels.h"

namespace atelier::ops {

/// Batch normalisation (Ioffe and Szegedy 2015) of [rows, channels], with ReLU after it if wanted:
///
///     output = gamma * (input - mean) / sqrt(variance + epsilon) + beta
///
/// In training, mean and variance are those of the batch, over all rows (the pixels of all images,
/// for [N, H, W, C]); in inference they are given. The variance is the population's, divided by the
/// number of rows, as in Keras: a single row has variance 0, where the sample's, which PyTorch's
/// moving variance is made of, is not defined.
///
/// All is bound by memory, so passes are what counts. Training forward makes two over the input,
/// one of which writes the output; backward makes two over input and gradient. Sums are cut into
/// parts by the sizes alone, so no bit depends on the number of threads.
class BatchNormalization {
 public:
  /// @param channels at least 1.
  /// @param epsilon  added to the variance; above 0.
  /// Throws std::invalid_argument if they are not. The pool must outlive this.
  BatchNormalization(std::size_t channels, float epsilon, bool relu, ThreadPool& pool);

  /// Each [channels]; copied. Mean and variance are for inference.
  void set_parameters(const float* gamma, const float* beta, const float* mean,
                      const float* variance);

  /// @param input  [rows, channels]; at least one row.
  /// @param output the same, overwritten.
  void forward_training(const float* input, std::size_t rows, float* output);
  void forward_inference(const float* input, std::size_t rows, float* output);

  /// Of the last forward_training.
  std::span<const float> batch_mean() const { return batch_mean_; }
  std::span<const float> batch_variance() const { return batch_variance_; }

  /// After either forward, with its input.
  /// @param output_gradient [rows, channels], after ReLU.
  /// @param gamma_gradient, beta_gradient [channels]; *added* to; null where they are not needed.
  /// @param input_gradient  [rows, channels], overwritten; may be `output_gradient`; null where it
  /// is
  ///                        not needed.
  void backward(const float* input, std::size_t rows, const float* output_gradient,
                float* gamma_gradient, float* beta_gradient, float* input_gradient);

 private:
  /// Sums of one part of the rows; an array of each, [parts, channels].
  struct PartSums {
    std::vector<double> first;
    std::vector<double> second;
  };

  NormalizationTransform transform() const;
  void set_transform(std::span<const float> mean, std::span<const float> variance);
  void transform_rows(const float* input, std::size_t rows, float* output);
  void measure_batch(const float* input, std::size_t rows);

  std::size_t channels_;
  float epsilon_;
  bool relu_;
  ThreadPool* pool_;

  std::vector<float> gamma_;
  std::vector<float> beta_;
  std::vector<float> mean_;
  std::vector<float> variance_;
  std::vector<float> batch_mean_;
  std::vector<float> batch_variance_;

  // Of the last forward, as backward needs it.
  bool training_ = false;
  std::vector<float> used_mean_;
  std::vector<double> inverse_deviation_;  ///< 1 / sqrt(variance + epsilon)
  std::vector<float> scale_;               ///< gamma times that.

  PartSums part_sums_;
  std::vector<float> deviation_factor_;  ///< See NormalizationKernels::input_gradient.
  std::vector<float> constant_;
};

}  // namespace atelier::ops
