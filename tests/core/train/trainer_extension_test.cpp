#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

#include "atelier/train/trainer.h"

#include "train/synthetic_data.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using test::bars;
using test::bars_network;

const Budget kAll;

/// A trainer with what it refers to: 100 images to learn from, 60 to validate on.
struct Run {
  explicit Run(const TrainOptions& options)
      : network(bars_network(), pool),
        trainer(network, training.view(), validation.view(), options, pool) {}

  std::vector<float> parameters() const {
    return {network.parameters().begin(), network.parameters().end()};
  }

  std::vector<double> losses() const {
    std::vector<double> losses;
    for (const EpochRecord& record : trainer.history()) {
      losses.push_back(record.training_loss);
      losses.push_back(record.validation_loss.value_or(-1));
    }
    return losses;
  }

  data::Dataset training = bars(100, 0);
  data::Dataset validation = bars(60, 1);
  ThreadPool pool = ThreadPool(1);
  nn::Network network;
  Trainer trainer;
};

/// With everything that has a state from step to step.
TrainOptions options_with_state(Keep keep, float average_decay) {
  return {.epochs = 2,
          .batch_size = 16,
          .seed = 5,
          .augmentation = {.flip = 0.5F, .rotation = 15},
          .optimizer = {.kind = OptimizerKind::kAdamW,
                        .learning_rate = 1e-2F,
                        .weight_decay = 0.05F,
                        .average_decay = average_decay},
          .keep = keep};
}

void check_same(const Run& one, const Run& other) {
  CHECK(one.losses() == other.losses());
  CHECK(one.parameters() == other.parameters());
  CHECK(one.trainer.progress().best_epoch == other.trainer.progress().best_epoch);
}

}  // namespace

TEST_CASE("A training that is extended ends with the bits of one that was as long from the start") {
  const Keep keep = GENERATE(Keep::kBest, Keep::kLast);
  const float average_decay = GENERATE(0.0F, 0.8F);
  TrainOptions options = options_with_state(keep, average_decay);
  Run extended(options);
  extended.trainer.advance(kAll);
  extended.trainer.extend(3);
  CHECK(extended.trainer.progress().epochs == 5);
  CHECK(extended.trainer.progress().outcome == Outcome::kUnfinished);
  CHECK(extended.trainer.advance(kAll).outcome == Outcome::kCompleted);

  options.epochs = 5;
  Run whole(options);
  whole.trainer.advance(kAll);
  check_same(extended, whole);
}

TEST_CASE("A training that was stopped anywhere goes on from there") {
  const float average_decay = GENERATE(0.0F, 0.8F);
  // An epoch has 7 steps and one step of validation.
  const std::size_t steps = GENERATE(0U, 3U, 7U, 8U, 12U);
  TrainOptions options = options_with_state(Keep::kBest, average_decay);
  options.epochs = 4;
  Run stopped(options);
  if (steps > 0)
    stopped.trainer.advance({.steps = steps});
  stopped.trainer.stop();
  const std::size_t finished = stopped.trainer.history().size();
  stopped.trainer.extend(4 - finished);
  CHECK(stopped.trainer.advance(kAll).outcome == Outcome::kCompleted);

  Run whole(options);
  whole.trainer.advance(kAll);
  check_same(stopped, whole);
}

TEST_CASE("A training can be stopped after the epoch it is in, which is finished and validated") {
  const std::size_t validate_every = GENERATE(std::size_t{1}, std::size_t{4}, kValidateAtEnd);
  TrainOptions options = options_with_state(Keep::kBest, 0);
  options.epochs = 5;
  options.validate_every = validate_every;
  Run run(options);
  run.trainer.advance({.steps = 10});
  REQUIRE(run.trainer.progress().epoch == 2);
  run.trainer.stop_after_epoch();
  CHECK(run.trainer.progress().epochs == 2);
  CHECK(run.trainer.advance(kAll).outcome == Outcome::kStopped);
  REQUIRE(run.trainer.history().size() == 2);
  CHECK(run.trainer.history().back().validation_loss.has_value());

  run.trainer.extend(1);
  CHECK(run.trainer.advance(kAll).outcome == Outcome::kCompleted);
  CHECK(run.trainer.history().size() == 3);
}

TEST_CASE("Stopping after the last epoch, or after the end, changes nothing") {
  Run run(options_with_state(Keep::kBest, 0));
  run.trainer.advance({.steps = 10});
  REQUIRE(run.trainer.progress().epoch == 2);
  run.trainer.stop_after_epoch();
  CHECK(run.trainer.advance(kAll).outcome == Outcome::kCompleted);
  run.trainer.stop_after_epoch();
  CHECK(run.trainer.progress().outcome == Outcome::kCompleted);
}

TEST_CASE("A schedule keeps to the epochs planned at first") {
  TrainOptions options = options_with_state(Keep::kLast, 0);
  options.epochs = 4;
  options.schedule = {.kind = ScheduleKind::kCosine, .final_fraction = 0.25F};
  Run stopped(options);
  stopped.trainer.advance({.steps = 3});
  stopped.trainer.stop_after_epoch();
  stopped.trainer.advance(kAll);
  Run whole(options);
  whole.trainer.advance(kAll);
  CHECK(stopped.trainer.history()[0].learning_rate == whole.trainer.history()[0].learning_rate);

  // After its end it stays where it is.
  whole.trainer.extend(2);
  whole.trainer.advance(kAll);
  REQUIRE(whole.trainer.history().size() == 6);
  CHECK(whole.trainer.history()[4].learning_rate == 0.25F * 1e-2F);
  CHECK(whole.trainer.history()[5].learning_rate == 0.25F * 1e-2F);
}

TEST_CASE("Patience counts anew where a training is extended") {
  TrainOptions options = options_with_state(Keep::kBest, 0);
  // What is validated never gets better.
  options.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e-30F, .momentum = 0};
  options.augmentation = {};
  // Until the moving statistics have come to rest.
  options.epochs = 200;
  options.patience = 2;
  Run run(options);
  REQUIRE(run.trainer.advance(kAll).outcome == Outcome::kStoppedEarly);
  const std::size_t epochs = run.trainer.history().size();
  run.trainer.extend(5);
  CHECK(run.trainer.advance(kAll).outcome == Outcome::kStoppedEarly);
  CHECK(run.trainer.history().size() == epochs + 2);
}

TEST_CASE("What cannot be extended says why") {
  TrainOptions options = options_with_state(Keep::kBest, 0);
  Run run(options);
  CHECK_THROWS_AS(run.trainer.extend(1), std::logic_error);
  run.trainer.advance(kAll);
  CHECK_THROWS_MATCHES(run.trainer.extend(0), std::invalid_argument,
                       Message("trainer: at least 1 more epoch must be asked for"));

  options.schedule = {.kind = ScheduleKind::kCosine, .final_fraction = 0};
  Run faded(options);
  faded.trainer.advance(kAll);
  CHECK_THROWS_MATCHES(
      faded.trainer.extend(1), std::invalid_argument,
      Message("trainer: the schedule has ended at a learning rate of 0: more epochs would change "
              "nothing (a final fraction above 0 would let them)"));
  CHECK(faded.trainer.progress().phase == Phase::kFinished);
}

TEST_CASE("A smaller training set is the first images, and ends as if there were no others") {
  TrainOptions options = options_with_state(Keep::kBest, 0);
  options.training_images = 40;
  Run part(options);
  part.trainer.advance(kAll);
  CHECK(part.trainer.progress().images == 40);

  options.training_images = kAllImages;
  const data::Dataset all = bars(100, 0);
  const data::Dataset validation = bars(60, 1);
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  Trainer trainer(network, all.view().slice(0, 40), validation.view(), options, pool);
  trainer.advance(kAll);
  CHECK(std::ranges::equal(part.network.parameters(), network.parameters()));

  options.training_images = 101;
  CHECK_THROWS_MATCHES(Run(options), std::invalid_argument,
                       Message("trainer: there are 100 training images, not 101"));
}

}  // namespace atelier::train
