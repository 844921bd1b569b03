#include "atelier/train/fine_tuning.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "atelier/ops/softmax.h"
#include "atelier/train/data_check.h"

namespace atelier::train {

namespace {

using Clock = std::chrono::steady_clock;

void check_images(const std::string& which, const nn::Network& network,
                  const data::DatasetView& images) {
  check_data_fits("fine-tuning: " + which + " images", network, images);
  if (images.size() == 0)
    throw std::invalid_argument("fine-tuning: there are no " + which + " images");
}

data::Dataset joined(const nn::Network& network, const data::DatasetView& own,
                     const data::DatasetView& familiar) {
  check_images("own", network, own);
  check_images("familiar", network, familiar);
  data::Dataset images(own.image_shape, own.class_count);
  images.reserve(own.size() + familiar.size());
  images.append(own.pixels, own.labels);
  images.append(familiar.pixels, familiar.labels);
  return images;
}

const FineTuneOptions& checked(const FineTuneOptions& options) {
  check(options);
  return options;
}

}  // namespace

void check(const FineTuneOptions& options) {
  if (options.steps < 1)
    throw std::invalid_argument("fine-tuning: steps must be 1 or more");
  if (options.batch_size < 2)
    throw std::invalid_argument("fine-tuning: batch size must be 2 or more");
  if (!(options.own_share > 0 && options.own_share < 1))
    throw std::invalid_argument("fine-tuning: the own images' share must be above 0 and below 1");
  if (!(options.learning_rate > 0))
    throw std::invalid_argument("fine-tuning: learning rate must be above 0");
}

FineTuning::Deck::Deck(std::size_t first, std::size_t count, std::uint64_t seed)
    : first_(first), seed_(seed), order_(data::shuffled_indices(count, seed, round_)) {}

void FineTuning::Deck::deal(std::size_t count, std::vector<std::uint32_t>& indices) {
  for (; count > 0; --count) {
    if (dealt_ == order_.size()) {
      order_ = data::shuffled_indices(order_.size(), seed_, ++round_);
      dealt_ = 0;
    }
    indices.push_back(static_cast<std::uint32_t>(first_) + order_[dealt_++]);
  }
}

FineTuning::FineTuning(nn::Network& network, const data::DatasetView& own,
                       const data::DatasetView& familiar, const FineTuneOptions& options,
                       ThreadPool& pool)
    : network_(network),
      options_(checked(options)),
      pool_(pool),
      images_(joined(network, own, familiar)),
      own_(0, own.size(), options.seed),
      familiar_(own.size(), familiar.size(), options.seed),
      optimizer_({.kind = OptimizerKind::kAdam, .learning_rate = options.learning_rate},
                 network.parameter_list()),
      first_parameters_(network.parameters().begin(), network.parameters().end()) {
  network.zero_gradients();
}

void FineTuning::advance(std::chrono::milliseconds time) {
  const Clock::time_point end = Clock::now() + time;
  while (!finished()) {
    train_step();
    if (Clock::now() >= end)
      break;
  }
}

void FineTuning::train_step() {
  const std::size_t count = options_.batch_size;
  const auto wanted =
      static_cast<std::size_t>(std::lround(options_.own_share * static_cast<float>(count)));
  const std::size_t own_count = std::clamp<std::size_t>(wanted, 1, count - 1);
  indices_.clear();
  own_.deal(own_count, indices_);
  familiar_.deal(count - own_count, indices_);
  batch_.gather(images_.view(), indices_, pool_);

  const nn::Pass pass = {
      .training = true, .seed = options_.seed, .step = static_cast<std::uint32_t>(step_)};
  const std::span<const float> logits = network_.forward(batch_.images(), count, pass);
  logits_gradient_.resize(logits.size());
  const ops::CrossEntropy result =
      ops::softmax_cross_entropy(logits.data(), batch_.labels(), network_.class_count(), 0,
                                 1.0F / static_cast<float>(count), logits_gradient_.data());
  if (!std::isfinite(result.loss_sum)) {
    std::ranges::copy(first_parameters_, network_.mutable_parameters().begin());
    throw std::runtime_error("fine-tuning: the loss is no longer finite");
  }
  network_.backward(logits_gradient_.span());
  const float left = 1 - static_cast<float>(step_) / static_cast<float>(options_.steps);
  optimizer_.set_learning_rate(options_.learning_rate * left);
  optimizer_.step(network_.mutable_parameters(), network_.mutable_gradients(), pool_);
  loss_ = result.loss_sum / static_cast<double>(count);
  ++step_;
}

}  // namespace atelier::train
