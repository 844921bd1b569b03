#include "atelier/train/confusion_matrix.h"

#include <numeric>

namespace atelier::train {

namespace {

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

ConfusionMatrix::ConfusionMatrix(std::size_t class_count)
    : class_count_(class_count), counts_(class_count * class_count) {}

void ConfusionMatrix::add(std::size_t label, std::size_t prediction) {
  ++counts_[label * class_count_ + prediction];
}

std::size_t ConfusionMatrix::count(std::size_t label, std::size_t prediction) const {
  return counts_[label * class_count_ + prediction];
}

std::size_t ConfusionMatrix::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

double ConfusionMatrix::accuracy() const {
  std::size_t correct = 0;
  for (std::size_t label = 0; label < class_count_; ++label)
    correct += count(label, label);
  return share(correct, total());
}

double ConfusionMatrix::precision(std::size_t label) const {
  std::size_t predicted = 0;
  for (std::size_t other = 0; other < class_count_; ++other)
    predicted += count(other, label);
  return share(count(label, label), predicted);
}

double ConfusionMatrix::recall(std::size_t label) const {
  std::size_t actual = 0;
  for (std::size_t other = 0; other < class_count_; ++other)
    actual += count(label, other);
  return share(count(label, label), actual);
}

}  // namespace atelier::train
