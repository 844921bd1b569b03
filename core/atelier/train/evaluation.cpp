#include "atelier/train/evaluation.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "atelier/ops/softmax.h"
#include "atelier/train/data_check.h"

namespace atelier::train {

namespace {

std::size_t position_of_largest(std::span<const double> values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

/// The logarithms of a row's softmax, in double precision: the least probable class has a finite
/// loss as well.
std::vector<double> log_softmax(std::span<const float> logits) {
  const double largest = *std::ranges::max_element(logits);
  double sum = 0;
  for (const float logit : logits)
    sum += std::exp(static_cast<double>(logit) - largest);
  const double normaliser = largest + std::log(sum);
  std::vector<double> logarithms;
  logarithms.reserve(logits.size());
  for (const float logit : logits)
    logarithms.push_back(static_cast<double>(logit) - normaliser);
  return logarithms;
}

/// log((exp(a) + exp(b)) / 2)
double log_of_mean(double a, double b) {
  return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b))) - std::log(2.0);
}

}  // namespace

Evaluation::Evaluation(nn::Network& network, const data::DatasetView& data, std::size_t batch_size,
                       TestViews views)
    : network_(network),
      data_(data),
      batch_size_(batch_size),
      views_(views),
      confusion_(network.class_count()) {
  check_data_fits("evaluation", network, data);
  if (batch_size == 0)
    throw std::invalid_argument("evaluation: batch size must be at least 1");
}

bool Evaluation::advance() {
  if (finished())
    return false;
  const std::size_t count = std::min(batch_size_, data_.size() - images_done_);
  batch_.gather_range(data_, images_done_, count);
  const std::span<const float> logits = network_.forward(batch_.images(), count, nn::Pass{});
  if (views_ == TestViews::kPlain) {
    answer_plain(logits);
  } else {
    plain_logits_.assign(logits.begin(), logits.end());
    answer_flip_averaged(count);
  }
  images_done_ += count;
  return true;
}

void Evaluation::answer_plain(std::span<const float> logits) {
  const std::size_t classes = network_.class_count();
  loss_sum_ +=
      ops::softmax_cross_entropy(logits.data(), batch_.labels(), classes, 0, 1, nullptr).loss_sum;
  for (std::size_t image = 0; image < batch_.size(); ++image) {
    const std::span<const float> row = logits.subspan(image * classes, classes);
    const auto prediction = std::max_element(row.begin(), row.end()) - row.begin();
    confusion_.add(batch_.labels()[image], static_cast<std::size_t>(prediction));
  }
}

void Evaluation::answer_flip_averaged(std::size_t count) {
  batch_.mirror();
  const std::span<const float> mirrored = network_.forward(batch_.images(), count, nn::Pass{});
  const std::size_t classes = network_.class_count();
  for (std::size_t image = 0; image < count; ++image) {
    std::vector<double> mean =
        log_softmax(std::span(plain_logits_).subspan(image * classes, classes));
    const std::vector<double> other = log_softmax(mirrored.subspan(image * classes, classes));
    std::ranges::transform(mean, other, mean.begin(), log_of_mean);
    const std::size_t label = batch_.labels()[image];
    loss_sum_ -= mean[label];
    confusion_.add(label, position_of_largest(mean));
  }
}

double Evaluation::loss() const {
  return images_done_ == 0 ? 0 : loss_sum_ / static_cast<double>(images_done_);
}

Evaluation evaluate(nn::Network& network, const data::DatasetView& data, TestViews views) {
  Evaluation evaluation(network, data, kUsualEvaluationBatch, views);
  while (evaluation.advance()) {
  }
  return evaluation;
}

}  // namespace atelier::train
