#pragma once

#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/data/dataset.h"
#include "atelier/io/model_file.h"
#include "atelier/train/confusion_matrix.h"
#include "atelier/train/evaluation.h"

namespace atelier::cli {

/// What a model makes of the test images.
struct TestResults {
  train::ConfusionMatrix confusion;
  double loss = 0;                       ///< Mean cross-entropy, in nats.
  std::vector<train::Mistake> mistakes;  ///< The most confident first.
};

/// Runs the model over all images.
TestResults test(const io::Model& model, const data::DatasetView& images, ThreadPool& pool);

}  // namespace atelier::cli
