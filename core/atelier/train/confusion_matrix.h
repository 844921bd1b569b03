#pragma once

#include <cstddef>
#include <vector>

namespace atelier::train {

/// Counts of (true class, predicted class).
class ConfusionMatrix {
 public:
  explicit ConfusionMatrix(std::size_t class_count);

  /// Both must be below class_count(), here and below.
  void add(std::size_t label, std::size_t prediction);

  std::size_t class_count() const { return class_count_; }
  std::size_t count(std::size_t label, std::size_t prediction) const;
  std::size_t total() const;
  double accuracy() const;                    ///< 0 if empty.
  double precision(std::size_t label) const;  ///< Of those predicted `label`, the share that is; 0
                                              ///< if none was.
  double recall(std::size_t label) const;  ///< Of those that are `label`, the share predicted so;
                                           ///< 0 if none is.

 private:
  std::size_t class_count_;
  std::vector<std::size_t> counts_;  ///< [label, prediction]
};

}  // namespace atelier::train
