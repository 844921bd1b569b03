#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>

#include "atelier/base/thread_pool.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/calibration.h"
#include "atelier/nn/network.h"
#include "atelier/train/evaluation.h"

namespace atelier::wasm {

/// What a network gets right and wrong, found out in bounded pieces. It works on a copy of the
/// network, so that a training may go on meanwhile, and the figures are those of one network.
class Examination {
 public:
  /// The images' owner and the pool must outlive this. Throws std::invalid_argument if the images
  /// do not fit the network.
  Examination(const nn::Network& network, const nn::Calibration& calibration,
              const data::DatasetView& images, ThreadPool& pool);

  /// Works for about `time`; at least one batch. Returns how many images are done.
  std::size_t advance(std::chrono::milliseconds time);

  std::size_t image_count() const { return images_.size(); }
  std::span<const std::uint8_t> labels() const { return images_.labels; }

  /// Of the images done so far, their calibrated answers included.
  const train::Evaluation& evaluation() const { return evaluation_; }

 private:
  data::DatasetView images_;
  std::unique_ptr<nn::Network> network_;
  train::Evaluation evaluation_;
};

}  // namespace atelier::wasm
