#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/trainer.h"

#include "train/synthetic_data.h"

namespace atelier::test {

inline std::vector<float> copy(std::span<const float> values) {
  return {values.begin(), values.end()};
}

/// A network and a trainer of it; the data must outlive them.
struct Run {
  Run(const data::Dataset& training, const data::Dataset& validation,
      const train::TrainOptions& options, std::size_t threads = 1,
      const nn::NetworkSpec& spec = bars_network())
      : pool(ThreadPool::of_exactly(threads)),
        network(spec, pool),
        trainer(network, training.view(), validation.view(), options, pool) {}

  bool finished() const { return trainer.progress().phase == train::Phase::kFinished; }

  ThreadPool pool;
  nn::Network network;
  train::Trainer trainer;
};

}  // namespace atelier::test
