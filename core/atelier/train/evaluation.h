#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"

namespace atelier::train {

/// Counts of (true class, predicted class).
class ConfusionMatrix {
 public:
  explicit ConfusionMatrix(std::size_t class_count);

  void add(std::size_t label, std::size_t prediction);
  std::size_t class_count() const;
  std::size_t count(std::size_t label, std::size_t prediction) const;
  std::size_t total() const;
  double accuracy() const;                      ///< 0 if empty.
  double precision(std::size_t label) const;  ///< Of those predicted `label`, the share that is; 0 if none was.
  double recall(std::size_t label) const;     ///< Of those that are `label`, the share predicted so; 0 if none is.

 private:
  std::size_t class_count_;
  std::vector<std::size_t> counts_;
};

/// Runs a network over a data set in bounded pieces, so that a page stays responsive meanwhile.
class Evaluation {
 public:
  /// The network and the data's owner must outlive this. Throws std::invalid_argument if the network's input or class
  /// count is not the data's.
  Evaluation(nn::Network& network, const data::DatasetView& data, std::size_t batch_size = 250);

  /// Evaluates the next batch; false when all were already done.
  bool advance();

  bool finished() const { return next_ == data_.size(); }
  std::size_t images_done() const { return next_; }
  double loss() const;  ///< Mean cross-entropy of the images done so far, in nats.
  double accuracy() const { return confusion_.accuracy(); }
  const ConfusionMatrix& confusion() const { return confusion_; }

 private:
  nn::Network& network_;
  data::DatasetView data_;
  std::size_t batch_size_;
  std::size_t next_ = 0;
  double loss_sum_ = 0;
  ConfusionMatrix confusion_;
  data::Batch batch_;
};

/// All of it at once.
Evaluation evaluate(nn::Network& network, const data::DatasetView& data);

}  // namespace atelier::train
