#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/confusion_matrix.h"

namespace atelier::train {

/// Images that an evaluation takes at once if nobody says.
inline constexpr std::size_t kUsualEvaluationBatch = 250;

/// What a network is shown of an image before it answers.
enum class TestViews {
  kPlain,  ///< The image.
  /// Flip averaging: the image and its mirror image, one after the other; the answer is the mean of
  /// the two probabilities of each class. Twice the work, and often a few tenths of a point better;
  /// so a result always says that it was come by this way.
  kFlipAveraging,
};

/// Runs a network over a data set in bounded pieces, so that a page stays responsive meanwhile.
class Evaluation {
 public:
  /// The network and the data's owner must outlive this. Throws std::invalid_argument if the
  /// network's input or class count is not the data's, or the batch size is 0.
  Evaluation(nn::Network& network, const data::DatasetView& data,
             std::size_t batch_size = kUsualEvaluationBatch, TestViews views = TestViews::kPlain);

  /// Evaluates the next batch; false when all were already done.
  bool advance();

  bool finished() const { return images_done_ == data_.size(); }
  std::size_t images_done() const { return images_done_; }
  /// Mean cross-entropy of the images done so far, in nats; 0 before the first.
  double loss() const;
  double accuracy() const { return confusion_.accuracy(); }
  const ConfusionMatrix& confusion() const { return confusion_; }

 private:
  void answer_plain(std::span<const float> logits);
  void answer_flip_averaged(std::size_t count);

  nn::Network& network_;
  data::DatasetView data_;
  std::size_t batch_size_;
  TestViews views_;
  std::size_t images_done_ = 0;
  double loss_sum_ = 0;
  ConfusionMatrix confusion_;
  data::Batch batch_;
  std::vector<float> plain_logits_;  ///< While the mirrored ones are computed.
};

/// All of it at once.
Evaluation evaluate(nn::Network& network, const data::DatasetView& data,
                    TestViews views = TestViews::kPlain);

}  // namespace atelier::train
