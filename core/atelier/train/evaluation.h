#pragma once

#include <cstddef>

#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/confusion_matrix.h"

namespace atelier::train {

/// Runs a network over a data set in bounded pieces, so that a page stays responsive meanwhile.
class Evaluation {
 public:
  /// The network and the data's owner must outlive this. Throws std::invalid_argument if the
  /// network's input or class count is not the data's, or the batch size is 0.
  Evaluation(nn::Network& network, const data::DatasetView& data, std::size_t batch_size = 250);

  /// Evaluates the next batch; false when all were already done.
  bool advance();

  bool finished() const { return images_done_ == data_.size(); }
  std::size_t images_done() const { return images_done_; }
  double loss()
      const;  ///< Mean cross-entropy of the images done so far, in nats; 0 before the first.
  double accuracy() const { return confusion_.accuracy(); }
  const ConfusionMatrix& confusion() const { return confusion_; }

 private:
  nn::Network& network_;
  data::DatasetView data_;
  std::size_t batch_size_;
  std::size_t images_done_ = 0;
  double loss_sum_ = 0;
  ConfusionMatrix confusion_;
  data::Batch batch_;
};

/// All of it at once.
Evaluation evaluate(nn::Network& network, const data::DatasetView& data);

}  // namespace atelier::train
