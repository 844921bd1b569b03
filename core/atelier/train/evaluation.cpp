#include "atelier/train/evaluation.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "atelier/ops/softmax.h"
#include "atelier/train/data_check.h"

namespace atelier::train {

Evaluation::Evaluation(nn::Network& network, const data::DatasetView& data, std::size_t batch_size)
    : network_(network), data_(data), batch_size_(batch_size), confusion_(network.class_count()) {
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
  const std::size_t classes = network_.class_count();
  loss_sum_ +=
      ops::softmax_cross_entropy(logits.data(), batch_.labels(), classes, 0, 1, nullptr).loss_sum;
  for (std::size_t image = 0; image < count; ++image) {
    const std::span<const float> row = logits.subspan(image * classes, classes);
    const auto prediction = std::max_element(row.begin(), row.end()) - row.begin();
    confusion_.add(batch_.labels()[image], static_cast<std::size_t>(prediction));
  }
  images_done_ += count;
  return true;
}

double Evaluation::loss() const {
  return images_done_ == 0 ? 0 : loss_sum_ / static_cast<double>(images_done_);
}

Evaluation evaluate(nn::Network& network, const data::DatasetView& data) {
  Evaluation evaluation(network, data);
  while (evaluation.advance()) {
  }
  return evaluation;
}

}  // namespace atelier::train
