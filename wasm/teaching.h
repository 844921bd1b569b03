#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/fine_tuning.h"

namespace atelier::wasm {

/// What a network made of some images before it was taught, and afterwards.
struct TeachingResult {
  std::vector<float> own_before;  ///< Class probabilities of each own image, [own, classes].
  std::vector<float> own_after;
  std::size_t familiar_count = 0;  ///< Familiar images that were asked about, and not taught.
  std::size_t familiar_right_before = 0;
  std::size_t familiar_right_after = 0;
};

/// Teaches a copy of a network somebody's own images, in bounded pieces, and finds out what that
/// changed. The network that answers meanwhile stays as it is.
class Teaching {
 public:
  /// @param familiar images of the kind that the network was trained on, more than kChecked. Their
  /// owner and the pool must outlive this. Throws std::invalid_argument if images do not fit the
  /// network, or there are too few.
  Teaching(const nn::Network& network, data::Dataset own, const data::DatasetView& familiar,
           ThreadPool& pool);

  /// Works for about `time`; at least one step. Throws as train::FineTuning::advance does.
  void advance(std::chrono::milliseconds time);

  bool finished() const { return stage_ == Stage::kFinished; }
  double share_done() const;  ///< 0 to 1.

  const TeachingResult& result() const { return result_; }  ///< Complete when finished.

  /// The taught network; once, when finished.
  std::unique_ptr<nn::Network> take_network() { return std::move(network_); }

  /// So many of the familiar images, the last ones, are not taught, to see what is forgotten.
  static constexpr std::size_t kChecked = 1000;

 private:
  enum class Stage { kBefore, kTeaching, kAfter, kFinished };

  void end_stage();
  void check_again();
  std::vector<float> own_answers();

  data::Dataset own_;
  data::DatasetView checked_;
  std::unique_ptr<nn::Network> network_;
  train::FineTuning tuning_;
  std::unique_ptr<train::Evaluation> evaluation_;
  Stage stage_ = Stage::kBefore;
  TeachingResult result_;
};

}  // namespace atelier::wasm
