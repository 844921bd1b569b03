#include "test_results.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "atelier/data/batch.h"
#include "atelier/nn/folding.h"
#include "atelier/train/evaluation.h"

namespace atelier::cli {
namespace {

constexpr std::size_t kBatch = 250;

std::vector<Mistake> find_mistakes(nn::Network& network, const data::DatasetView& images) {
  std::vector<Mistake> mistakes;
  data::Batch batch;
  const std::size_t classes = network.class_count();
  for (std::size_t first = 0; first < images.size(); first += kBatch) {
    const std::size_t count = std::min(kBatch, images.size() - first);
    batch.gather_range(images, first, count);
    const std::vector<float> probabilities = network.predict(batch.images(), count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::span row = std::span(probabilities).subspan(i * classes, classes);
      const auto prediction = static_cast<std::size_t>(std::ranges::max_element(row) - row.begin());
      const std::size_t label = images.labels[first + i];
      if (prediction != label) {
        mistakes.push_back({.index = first + i,
                            .label = label,
                            .prediction = prediction,
                            .probability = row[prediction],
                            .label_probability = row[label]});
      }
    }
  }
  std::ranges::sort(mistakes, [](const Mistake& a, const Mistake& b) {
    return std::tuple(-a.probability, a.index) < std::tuple(-b.probability, b.index);
  });
  return mistakes;
}

}  // namespace

TestResults test(const io::Model& model, const data::DatasetView& images, ThreadPool& pool) {
  nn::Network plain = io::make_network(model, pool);
  // As `atelier evaluate` does: faster where there is batch normalisation, and the same figures.
  auto folded = nn::make_folded_network(plain, pool);
  nn::Network& network = folded ? *folded : plain;
  const train::Evaluation evaluation = train::evaluate(network, images);
  return {.confusion = evaluation.confusion(),
          .loss = evaluation.loss(),
          .mistakes = find_mistakes(network, images)};
}

double f1_score(const train::ConfusionMatrix& confusion, std::size_t label) {
  const double precision = confusion.precision(label);
  const double recall = confusion.recall(label);
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

std::vector<Confusion> frequent_confusions(const train::ConfusionMatrix& confusion) {
  std::vector<Confusion> confusions;
  const std::size_t classes = confusion.class_count();
  for (std::size_t label = 0; label < classes; ++label) {
    std::size_t images = 0;
    for (std::size_t prediction = 0; prediction < classes; ++prediction)
      images += confusion.count(label, prediction);
    for (std::size_t prediction = 0; prediction < classes; ++prediction) {
      const std::size_t count = confusion.count(label, prediction);
      if (prediction != label && count > 0) {
        confusions.push_back({.label = label,
                              .prediction = prediction,
                              .count = count,
                              .share = static_cast<double>(count) / static_cast<double>(images)});
      }
    }
  }
  std::ranges::sort(confusions, [](const Confusion& a, const Confusion& b) {
    return std::tuple(b.count, a.label, a.prediction) < std::tuple(a.count, b.label, b.prediction);
  });
  return confusions;
}

}  // namespace atelier::cli
