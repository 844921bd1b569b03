#include "teaching.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "atelier/data/batch.h"

namespace atelier::wasm {

namespace {

/// More familiar images than these are not looked at: a batch takes 48, a teaching less than 3,000.
constexpr std::size_t kMostFamiliar = 3000;

/// How long each stage takes, as shares of the whole; one for each but the last.
constexpr std::array<double, 3> kStageShares = {0.06, 0.88, 0.06};

std::unique_ptr<nn::Network> copy_of(const nn::Network& network, ThreadPool& pool) {
  auto copy = std::make_unique<nn::Network>(network.spec(), pool);
  std::ranges::copy(network.parameters(), copy->mutable_parameters().begin());
  return copy;
}

data::DatasetView taught_part(const data::DatasetView& familiar) {
  if (familiar.size() <= Teaching::kChecked) {
    throw std::invalid_argument("teaching: more than " + std::to_string(Teaching::kChecked) +
                                " training images are needed, " + std::to_string(familiar.size()) +
                                " are here");
  }
  return familiar.slice(0, std::min(familiar.size() - Teaching::kChecked, kMostFamiliar));
}

std::size_t right_ones(const train::Evaluation& evaluation) {
  return static_cast<std::size_t>(
      std::lround(evaluation.accuracy() * static_cast<double>(evaluation.images_done())));
}

}  // namespace

Teaching::Teaching(const nn::Network& network, data::Dataset own, const data::DatasetView& familiar,
                   ThreadPool& pool)
    : own_(std::move(own)),
      network_(copy_of(network, pool)),
      tuning_(*network_, own_.view(), taught_part(familiar), {}, pool) {
  checked_ = familiar.slice(familiar.size() - kChecked, kChecked);
  result_.familiar_count = kChecked;
  check_again();
}

void Teaching::advance(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  do {
    if (stage_ == Stage::kTeaching) {
      tuning_.advance(std::chrono::milliseconds(0));
      if (tuning_.finished())
        end_stage();
    } else {
      evaluation_->advance();
      if (evaluation_->finished())
        end_stage();
    }
  } while (!finished() && std::chrono::steady_clock::now() < end);
}

double Teaching::share_done() const {
  double share = 0;
  for (std::size_t stage = 0; stage < static_cast<std::size_t>(stage_); ++stage)
    share += kStageShares.at(stage);
  if (stage_ == Stage::kTeaching) {
    share += kStageShares[1] * static_cast<double>(tuning_.steps_done()) /
             static_cast<double>(train::FineTuneOptions{}.steps);
  }
  return share;
}

void Teaching::end_stage() {
  switch (stage_) {
    case Stage::kBefore:
      result_.familiar_right_before = right_ones(*evaluation_);
      result_.own_before = own_answers();
      stage_ = Stage::kTeaching;
      break;
    case Stage::kTeaching:
      check_again();
      stage_ = Stage::kAfter;
      break;
    case Stage::kAfter:
      result_.familiar_right_after = right_ones(*evaluation_);
      result_.own_after = own_answers();
      stage_ = Stage::kFinished;
      break;
    case Stage::kFinished:
      break;
  }
}

void Teaching::check_again() {
  evaluation_ = std::make_unique<train::Evaluation>(*network_, checked_);
}

std::vector<float> Teaching::own_answers() {
  data::Batch batch;
  batch.gather_range(own_.view(), 0, own_.size());
  return network_->predict(batch.images(), own_.size());
}

}  // namespace atelier::wasm
