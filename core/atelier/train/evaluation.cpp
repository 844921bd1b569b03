#include "atelier/train/evaluation.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "atelier/base/heap_sort.h"
#include "atelier/base/message.h"
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

Evaluation::Evaluation(nn::Network& network, const data::DatasetView& data,
                       const EvaluationOptions& options)
    : network_(network), data_(data), options_(options), confusion_(network.class_count()) {
  check_data_fits("evaluation", network, data);
  if (options.batch_size == 0)
    throw std::invalid_argument("evaluation: batch size must be at least 1");
}

bool Evaluation::advance() {
  if (finished())
    return false;
  const std::size_t count = std::min(options_.batch_size, data_.size() - images_done_);
  batch_.gather_range(data_, images_done_, count);
  const std::span<const float> logits = network_.forward(batch_.images(), count, nn::Pass{});
  const std::size_t kept = answers_.probabilities.size();
  if (options_.views == TestViews::kPlain) {
    answer_plain(logits);
  } else {
    plain_logits_.assign(logits.begin(), logits.end());
    answer_flip_averaged(count);
  }
  nn::apply(options_.calibration, std::span(answers_.probabilities).subspan(kept),
            network_.class_count());
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
    answer(image, static_cast<std::size_t>(prediction));
  }
  if (options_.keep_answers) {
    std::vector<float>& kept = answers_.probabilities;
    kept.resize(kept.size() + logits.size());
    ops::softmax(logits.data(), batch_.size(), classes, &kept[kept.size() - logits.size()]);
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
    loss_sum_ -= mean[batch_.labels()[image]];
    answer(image, position_of_largest(mean));
    if (options_.keep_answers) {
      std::ranges::transform(
          mean, std::back_inserter(answers_.probabilities),
          [](double logarithm) { return static_cast<float>(std::exp(logarithm)); });
    }
  }
}

void Evaluation::answer(std::size_t image, std::size_t prediction) {
  confusion_.add(batch_.labels()[image], prediction);
  if (options_.keep_answers)
    answers_.predictions.push_back(static_cast<std::uint32_t>(prediction));
}

double Evaluation::loss() const {
  return images_done_ == 0 ? 0 : loss_sum_ / static_cast<double>(images_done_);
}

Evaluation evaluate(nn::Network& network, const data::DatasetView& data,
                    const EvaluationOptions& options) {
  Evaluation evaluation(network, data, options);
  while (evaluation.advance()) {
  }
  return evaluation;
}

std::vector<Mistake> confident_mistakes(const Answers& answers,
                                        std::span<const std::uint8_t> labels) {
  const std::size_t images = answers.predictions.size();
  if (labels.size() != images) {
    throw std::invalid_argument(
        message("mistakes: {} labels for {} answers", labels.size(), images));
  }
  std::vector<Mistake> mistakes;
  for (std::size_t index = 0; index < images; ++index) {
    const std::size_t prediction = answers.predictions[index];
    const std::size_t label = labels[index];
    if (prediction == label)
      continue;
    const std::size_t classes = answers.probabilities.size() / images;
    const std::span row = std::span(answers.probabilities).subspan(index * classes, classes);
    mistakes.push_back({.index = index,
                        .label = label,
                        .prediction = prediction,
                        .probability = row[prediction],
                        .label_probability = row[label]});
  }
  // Weights from a stranger's file may lead to probabilities that are no numbers: those come last.
  const auto key = [](const Mistake& mistake) {
    const float doubt = std::isnan(mistake.probability) ? 1 : -mistake.probability;
    return std::pair(doubt, mistake.index);
  };
  heap_sort(mistakes, std::ranges::less(), key);
  return mistakes;
}

}  // namespace atelier::train
