#include "atelier/train/confusion_matrix.h"

#include <numeric>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "atelier/base/heap_sort.h"
#include "atelier/base/message.h"

namespace atelier::train {

namespace {

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

ConfusionMatrix::ConfusionMatrix(std::size_t class_count)
    : class_count_(class_count), counts_(class_count * class_count) {}

ConfusionMatrix::ConfusionMatrix(std::size_t class_count, std::vector<std::size_t> counts)
    : class_count_(class_count), counts_(std::move(counts)) {
  if (counts_.size() != class_count * class_count) {
    throw std::invalid_argument(
        message("confusion_matrix: {} counts for {} classes", counts_.size(), class_count));
  }
}

void ConfusionMatrix::add(std::size_t label, std::size_t prediction) {
  ++counts_[label * class_count_ + prediction];
}

std::size_t ConfusionMatrix::count(std::size_t label, std::size_t prediction) const {
  return counts_[label * class_count_ + prediction];
}

std::size_t ConfusionMatrix::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

std::size_t ConfusionMatrix::images_of(std::size_t label) const {
  const auto row = counts().subspan(label * class_count_, class_count_);
  return std::accumulate(row.begin(), row.end(), std::size_t{0});
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
  return share(count(label, label), images_of(label));
}

double ConfusionMatrix::f1(std::size_t label) const {
  const double sum = precision(label) + recall(label);
  return sum > 0 ? 2 * precision(label) * recall(label) / sum : 0;
}

std::vector<Confusion> frequent_confusions(const ConfusionMatrix& confusion) {
  std::vector<Confusion> confusions;
  const std::size_t classes = confusion.class_count();
  for (std::size_t label = 0; label < classes; ++label) {
    for (std::size_t prediction = 0; prediction < classes; ++prediction) {
      const std::size_t count = confusion.count(label, prediction);
      if (prediction != label && count > 0) {
        confusions.push_back({.label = label,
                              .prediction = prediction,
                              .count = count,
                              .share = share(count, confusion.images_of(label))});
      }
    }
  }
  heap_sort(confusions, [](const Confusion& a, const Confusion& b) {
    return std::tuple(b.count, a.label, a.prediction) < std::tuple(a.count, b.label, b.prediction);
  });
  return confusions;
}

}  // namespace atelier::train
