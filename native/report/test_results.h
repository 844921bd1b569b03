#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "atelier/data/dataset.h"
#include "atelier/io/model_file.h"
#include "atelier/train/confusion_matrix.h"

namespace atelier::cli {

/// A test image that was taken for something else.
struct Mistake {
  std::size_t index = 0;  ///< In the test set.
  std::size_t label = 0;
  std::size_t prediction = 0;
  float probability = 0;        ///< Of the prediction.
  float label_probability = 0;  ///< Of the true class.
};

/// A kind of mistake.
struct Confusion {
  std::size_t label = 0;
  std::size_t prediction = 0;
  std::size_t count = 0;
  double share = 0;  ///< Of the label's images.
};

/// What a model makes of the test images.
struct TestResults {
  train::ConfusionMatrix confusion;
  double loss = 0;                ///< Mean cross-entropy, in nats.
  std::vector<Mistake> mistakes;  ///< The most confident first.
};

/// Runs the model over all images.
TestResults test(const io::Model& model, const data::DatasetView& images, ThreadPool& pool);

/// The harmonic mean of precision and recall; 0 if both are.
double f1_score(const train::ConfusionMatrix& confusion, std::size_t label);

/// All kinds of mistake that happened, the most frequent first.
std::vector<Confusion> frequent_confusions(const train::ConfusionMatrix& confusion);

}  // namespace atelier::cli
