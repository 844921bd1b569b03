#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/calibration.h"
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

struct EvaluationOptions {
  std::size_t batch_size = kUsualEvaluationBatch;  ///< Images at once; at least 1.
  TestViews views = TestViews::kPlain;
  bool keep_answers = false;         ///< Whether answers() will be there.
  nn::Calibration calibration = {};  ///< Of their probabilities; loss and accuracy have none.
};

/// What a network said of each image, in their order.
struct Answers {
  std::vector<std::uint32_t> predictions;  ///< The most probable class, the first of equals.
  std::vector<float> probabilities;        ///< [images, classes]; each row adds up to 1.
};

/// Runs a network over a data set in bounded pieces, so that a page stays responsive meanwhile.
class Evaluation {
 public:
  /// The network and the data's owner must outlive this. Throws std::invalid_argument if the
  /// network's input or class count is not the data's, or the batch size is 0.
  Evaluation(nn::Network& network, const data::DatasetView& data,
             const EvaluationOptions& options = {});

  /// Evaluates the next batch; false when all were already done.
  bool advance();

  bool finished() const { return images_done_ == data_.size(); }
  std::size_t images_done() const { return images_done_; }
  /// Mean cross-entropy of the images done so far, in nats; 0 before the first.
  double loss() const;
  double accuracy() const { return confusion_.accuracy(); }
  const ConfusionMatrix& confusion() const { return confusion_; }
  /// Of the images done so far; empty unless they are kept.
  const Answers& answers() const { return answers_; }

 private:
  void answer_plain(std::span<const float> logits);
  void answer_flip_averaged(std::size_t count);
  void answer(std::size_t image, std::size_t prediction);

  nn::Network& network_;
  data::DatasetView data_;
  EvaluationOptions options_;
  std::size_t images_done_ = 0;
  double loss_sum_ = 0;
  ConfusionMatrix confusion_;
  Answers answers_;
  data::Batch batch_;
  std::vector<float> plain_logits_;  ///< While the mirrored ones are computed.
};

/// All of it at once.
Evaluation evaluate(nn::Network& network, const data::DatasetView& data,
                    const EvaluationOptions& options = {});

/// An image that was taken for something else.
struct Mistake {
  std::size_t index = 0;  ///< In the data.
  std::size_t label = 0;
  std::size_t prediction = 0;
  float probability = 0;        ///< Of the prediction.
  float label_probability = 0;  ///< Of the true class.
};

/// All of them, the most confident first.
/// @param labels of the images that were answered.
/// Throws std::invalid_argument if there are not as many labels as predictions.
std::vector<Mistake> confident_mistakes(const Answers& answers,
                                        std::span<const std::uint8_t> labels);

}  // namespace atelier::train
