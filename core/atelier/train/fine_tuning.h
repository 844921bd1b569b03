#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/nn/network.h"
#include "atelier/train/optimizer.h"

namespace atelier::train {

/// How a trained network is taught a few images more.
struct FineTuneOptions {
  std::size_t steps = 60;       ///< 1 or more.
  std::size_t batch_size = 64;  ///< 2 or more.
  float own_share = 0.25F;      ///< Of each batch: above 0 and below 1.
  float learning_rate = 5e-4F;  ///< Adam's; it falls linearly to 0. Above 0.
  std::uint64_t seed = 1;
};

/// Throws std::invalid_argument that names the option and its range.
void check(const FineTuneOptions& options);

/// Teaches a trained network a few images of somebody's own, starting from the weights it has. So
/// that it does not forget what it knew, each batch is for the most part images of the kind it was
/// trained on (rehearsal: Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", 1995);
/// the few own ones come again and again. Bounded pieces of work, as Trainer; how they are divided
/// changes no bit of the result.
class FineTuning {
 public:
  /// @param own      images to learn.
  /// @param familiar images of the kind that the network was trained on.
  /// Network, pool and the owners of the images must outlive this. Throws std::invalid_argument as
  /// check does, or if images do not fit the network or there are none of them.
  FineTuning(nn::Network& network, const data::DatasetView& own, const data::DatasetView& familiar,
             const FineTuneOptions& options, ThreadPool& pool);

  /// Works until the time is spent or all is done; at least one step. Throws std::runtime_error if
  /// the loss is no longer finite; the network then has the weights it began with.
  void advance(std::chrono::milliseconds time);

  bool finished() const { return step_ == options_.steps; }
  std::size_t steps_done() const { return step_; }
  double loss() const { return loss_; }  ///< Of the last step; 0 before the first.

 private:
  /// Images in an order that is another one each time all have come.
  class Deck {
   public:
    Deck(std::size_t first, std::size_t count, std::uint64_t seed);

    /// Adds the next `count` places to `indices`.
    void deal(std::size_t count, std::vector<std::uint32_t>& indices);

   private:
    std::size_t first_;
    std::uint64_t seed_;
    std::uint32_t round_ = 0;
    std::size_t dealt_ = 0;
    std::vector<std::uint32_t> order_;
  };

  void train_step();

  nn::Network& network_;
  FineTuneOptions options_;
  ThreadPool& pool_;
  data::Dataset images_;  ///< The own ones first.
  Deck own_;
  Deck familiar_;
  Optimizer optimizer_;
  std::vector<float> first_parameters_;
  std::vector<std::uint32_t> indices_;  ///< Of a batch.
  data::Batch batch_;
  Buffer logits_gradient_;
  std::size_t step_ = 0;
  double loss_ = 0;
};

}  // namespace atelier::train
