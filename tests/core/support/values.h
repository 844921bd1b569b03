#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"

namespace atelier::test {

/// `count` numbers, uniform in [-1, 1), the same for the same seed.
Buffer random_buffer(std::size_t count, std::uint32_t seed);

/// The same numbers in double precision.
std::vector<double> as_double(const Buffer& values);

/// Sums computed in double precision, with what is needed to tell how far the same sums in single
/// precision may be off.
class ExactSums {
 public:
  explicit ExactSums(std::size_t count) : values_(count), magnitudes_(count), terms_(count) {}

  void add(std::size_t index, double term);

  /// Replaces the sums below zero by zero, as ReLU does.
  void clamp();

  const std::vector<double>& values() const { return values_; }

  /// Requires that each of `actual` is its sum up to rounding. However the n terms were added up,
  /// the rounding errors of their sum are at most n * u * (sum of the terms' magnitudes), with u =
  /// 2^-24, half a unit in the last place (Higham, "Accuracy and stability of numerical
  /// algorithms", 4.2); the factors' product and a final scaling add one u each.
  /// @param rounding further error that is allowed, of sums whose terms are not these.
  void require_close(std::span<const float> actual, double rounding = 0) const;

 private:
  std::vector<double> values_;
  std::vector<double> magnitudes_;
  std::vector<std::size_t> terms_;
};

/// d function / d values[index], by central differences in double precision. `values` comes back as
/// it was.
double central_difference(const std::function<double()>& function, std::vector<double>& values,
                          std::size_t index, double step = 1e-4);

/// Requires that `gradient` is the one of `function` with regard to `values`, at up to 40 places
/// spread over all of them.
/// @param tolerance the largest deviation allowed, from the arithmetic behind `gradient`.
void require_gradient(const std::function<double()>& function, std::vector<double>& values,
                      std::span<const float> gradient, double tolerance, double step = 1e-4);

/// Requires that `run` returns the same bits with 1, 2 and 3 threads.
void require_same_for_any_thread_count(const std::function<Buffer(ThreadPool&)>& run);

/// A function to differentiate: the sum of weights times values.
double weighted_sum(std::span<const float> weights, std::span<const double> values);

}  // namespace atelier::test
