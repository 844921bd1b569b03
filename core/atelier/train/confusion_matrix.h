#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace atelier::train {

/// Counts of (true class, predicted class).
class ConfusionMatrix {
 public:
  explicit ConfusionMatrix(std::size_t class_count);

  /// With these counts(). Throws std::invalid_argument unless there are class_count * class_count.
  ConfusionMatrix(std::size_t class_count, std::vector<std::size_t> counts);

  /// Both must be below class_count(), here and below.
  void add(std::size_t label, std::size_t prediction);

  std::size_t class_count() const { return class_count_; }
  std::size_t count(std::size_t label, std::size_t prediction) const;
  std::span<const std::size_t> counts() const { return counts_; }  ///< [label, prediction]
  std::size_t total() const;
  std::size_t images_of(std::size_t label) const;  ///< How many are `label`.
  double accuracy() const;                         ///< 0 if empty.
  double precision(std::size_t label) const;  ///< Of those predicted `label`, the share that is; 0
                                              ///< if none was.
  double recall(std::size_t label) const;  ///< Of those that are `label`, the share predicted so;
                                           ///< 0 if none is.
  double f1(std::size_t label) const;      ///< The harmonic mean of the two; 0 if both are.

 private:
  std::size_t class_count_;
  std::vector<std::size_t> counts_;
};

/// A kind of mistake.
struct Confusion {
  std::size_t label = 0;
  std::size_t prediction = 0;
  std::size_t count = 0;
  double share = 0;  ///< Of the label's images.
};

/// All kinds of mistake that happened, the most frequent first.
std::vector<Confusion> frequent_confusions(const ConfusionMatrix& confusion);

}  // namespace atelier::train
