#include "atelier/ops/batch_normalization.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::ops {

namespace {

/// Values in one task of an elementwise loop: worth handing over, and two arrays of it stay in the
/// L2 cache.
constexpr std::size_t kValuesPerTask = 16'384;

/// Rows are summed in at most so many parts.
constexpr std::size_t kMostParts = 16;
constexpr std::size_t kLeastRowsPerPart = 128;

const NormalizationKernels& kernels() {
  return normalization_kernels().front();
}

std::size_t divide_rounding_up(std::size_t count, std::size_t size) {
  return (count + size - 1) / size;
}

/// How rows are cut into parts, by their number alone.
struct Parts {
  explicit Parts(std::size_t rows)
      : all_rows(rows),
        rows_per_part(std::max(kLeastRowsPerPart, divide_rounding_up(rows, kMostParts))),
        count(divide_rounding_up(rows, rows_per_part)) {}

  std::size_t first(std::size_t part) const { return part * rows_per_part; }
  std::size_t rows(std::size_t part) const {
    return std::min(rows_per_part, all_rows - first(part));
  }

  std::size_t all_rows;
  std::size_t rows_per_part;
  std::size_t count;
};

/// Calls sum(part, first channel, channels) for every part and every block of channels.
template <typename Sum>
void for_each_part(const Parts& parts, std::size_t channels, ThreadPool& pool, const Sum& sum) {
  const std::size_t blocks = divide_rounding_up(channels, kNormalizationChannelBlock);
  pool.parallel_for(parts.count * blocks, [&](std::size_t task) {
    const std::size_t first = task % blocks * kNormalizationChannelBlock;
    sum(task / blocks, first, std::min(kNormalizationChannelBlock, channels - first));
  });
}

/// Calls loop(first row, rows) for rows that are a task's worth.
template <typename Loop>
void for_each_task(std::size_t rows, std::size_t channels, ThreadPool& pool, const Loop& loop) {
  const std::size_t rows_per_task = std::max(std::size_t{1}, kValuesPerTask / channels);
  pool.parallel_for(divide_rounding_up(rows, rows_per_task), [&](std::size_t task) {
    const std::size_t first = task * rows_per_task;
    loop(first, std::min(rows_per_task, rows - first));
  });
}

}  // namespace

BatchNormalization::BatchNormalization(std::size_t channels, float epsilon, bool relu,
                                       ThreadPool& pool)
    : channels_(channels),
      epsilon_(epsilon),
      relu_(relu),
      pool_(&pool),
      gamma_(channels, 1.0F),
      beta_(channels),
      mean_(channels),
      variance_(channels, 1.0F),
      batch_mean_(channels),
      batch_variance_(channels),
      used_mean_(channels),
      inverse_deviation_(channels),
      scale_(channels),
      deviation_factor_(channels),
      constant_(channels) {
  if (channels == 0)
    throw std::invalid_argument("batch_normalization: channels must be at least 1, not 0");
  if (!(epsilon > 0)) {
    throw std::invalid_argument(
        message("batch_normalization: epsilon must be above 0, not {}", epsilon));
  }
}

void BatchNormalization::set_parameters(const float* gamma, const float* beta, const float* mean,
                                        const float* variance) {
  std::copy_n(gamma, channels_, gamma_.begin());
  std::copy_n(beta, channels_, beta_.begin());
  std::copy_n(mean, channels_, mean_.begin());
  std::copy_n(variance, channels_, variance_.begin());
}

void BatchNormalization::forward_training(const float* input, std::size_t rows, float* output) {
  measure_batch(input, rows);
  set_transform(batch_mean_, batch_variance_);
  training_ = true;
  transform_rows(input, rows, output);
}

void BatchNormalization::forward_inference(const float* input, std::size_t rows, float* output) {
  set_transform(mean_, variance_);
  training_ = false;
  transform_rows(input, rows, output);
}

NormalizationTransform BatchNormalization::transform() const {
  return {.mean = used_mean_.data(), .scale = scale_.data(), .offset = beta_.data()};
}

void BatchNormalization::set_transform(std::span<const float> mean,
                                       std::span<const float> variance) {
  for (std::size_t channel = 0; channel < channels_; ++channel) {
    used_mean_[channel] = mean[channel];
    inverse_deviation_[channel] = 1 / std::sqrt(double{variance[channel]} + double{epsilon_});
    scale_[channel] = static_cast<float>(gamma_[channel] * inverse_deviation_[channel]);
  }
}

void BatchNormalization::transform_rows(const float* input, std::size_t rows, float* output) {
  for_each_task(rows, channels_, *pool_, [&](std::size_t first, std::size_t count) {
    const std::size_t place = first * channels_;
    kernels().normalize[relu_ ? 1 : 0](input + place, count, channels_, transform(),
                                       output + place);
  });
}

void BatchNormalization::measure_batch(const float* input, std::size_t rows) {
  const Parts parts(rows);
  part_sums_.first.resize(parts.count * channels_);
  part_sums_.second.resize(parts.count * channels_);
  for_each_part(parts, channels_, *pool_,
                [&](std::size_t part, std::size_t first, std::size_t count) {
                  const std::size_t sums = part * channels_ + first;
                  kernels().sum_moments(input + parts.first(part) * channels_ + first, channels_,
                                        parts.rows(part), count, &part_sums_.first[sums],
                                        &part_sums_.second[sums]);
                });
  // As the kernel merges its pieces.
  for (std::size_t channel = 0; channel < channels_; ++channel) {
    double mean = 0;
    double square_sum = 0;
    for (std::size_t part = 0; part < parts.count; ++part) {
      const auto before = static_cast<double>(parts.first(part));
      const auto count = static_cast<double>(parts.rows(part));
      const double share = count / (before + count);
      const double difference = part_sums_.first[part * channels_ + channel] - mean;
      mean += difference * share;
      square_sum +=
          part_sums_.second[part * channels_ + channel] + difference * difference * share * before;
    }
    batch_mean_[channel] = static_cast<float>(mean);
    // Rounding may bring a sum that is all but zero below it.
    batch_variance_[channel] =
        static_cast<float>(std::max(0.0, square_sum / static_cast<double>(rows)));
  }
}

void BatchNormalization::backward(const float* input, std::size_t rows,
                                  const float* output_gradient, float* gamma_gradient,
                                  float* beta_gradient, float* input_gradient) {
  const Parts parts(rows);
  part_sums_.first.resize(parts.count * channels_);
  part_sums_.second.resize(parts.count * channels_);
  const int with_relu = relu_ ? 1 : 0;
  const NormalizationTransform all = transform();
  for_each_part(
      parts, channels_, *pool_, [&](std::size_t part, std::size_t first, std::size_t count) {
        const std::size_t place = parts.first(part) * channels_ + first;
        const std::size_t sums = part * channels_ + first;
        kernels().sum_gradients[with_relu](
            input + place, output_gradient + place, channels_, parts.rows(part), count,
            {.mean = all.mean + first, .scale = all.scale + first, .offset = all.offset + first},
            &part_sums_.first[sums], &part_sums_.second[sums]);
      });
  for (std::size_t channel = 0; channel < channels_; ++channel) {
    double gradient_sum = 0;
    double product_sum = 0;
    for (std::size_t part = 0; part < parts.count; ++part) {
      gradient_sum += part_sums_.first[part * channels_ + channel];
      product_sum += part_sums_.second[part * channels_ + channel];
    }
    const double inverse = inverse_deviation_[channel];
    if (gamma_gradient != nullptr)
      gamma_gradient[channel] += static_cast<float>(product_sum * inverse);
    if (beta_gradient != nullptr)
      beta_gradient[channel] += static_cast<float>(gradient_sum);
    // The batch's mean and variance depend on the input, given ones do not.
    const double per_row = training_ ? -double{scale_[channel]} / static_cast<double>(rows) : 0;
    deviation_factor_[channel] = static_cast<float>(per_row * inverse * inverse * product_sum);
    constant_[channel] = static_cast<float>(per_row * gradient_sum);
  }
  if (input_gradient == nullptr)
    return;
  for_each_task(rows, channels_, *pool_, [&](std::size_t first, std::size_t count) {
    const std::size_t place = first * channels_;
    kernels().input_gradient[with_relu](input + place, output_gradient + place, count, channels_,
                                        all, deviation_factor_.data(), constant_.data(),
                                        input_gradient + place);
  });
}

}  // namespace atelier::ops
