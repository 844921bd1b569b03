#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "atelier/train/trainer.h"

#include "train/synthetic_data.h"
#include "train/training_run.h"

// Which weights a training ends with, and what it calls its end.

namespace atelier::train {

namespace {

using test::bars;
using test::copy;
using test::Run;

const Budget kAll;

/// Without ReLU, whose units could all die and leave the loss finite, and with one step an epoch.
nn::NetworkSpec network_that_diverges() {
  return nn::network_from_json(R"({"input": [8, 8, 1], "layers": [
      {"type": "conv2d", "filters": 4, "kernel_size": 3}, {"type": "flatten"},
      {"type": "dense", "units": 3, "activation": "softmax"}]})");
}

}  // namespace

TEST_CASE("At the end the network holds the weights of the lowest validation loss") {
  // Labels that have nothing to do with the images: what is learned of them does not hold
  // elsewhere.
  const data::Dataset training = bars(60, 0, true);
  const data::Dataset validation = bars(100, 1, true);
  const auto patience = GENERATE(std::optional<std::size_t>(2), std::optional<std::size_t>());
  Run run(training, validation,
          {.epochs = 40,
           .batch_size = 10,
           .optimizer = {.learning_rate = 1e-2F},
           .patience = patience});
  const Progress& progress = run.trainer.advance(kAll);
  const auto history = run.trainer.history();
  const auto best = std::min_element(
      history.begin(), history.end(),
      [](const auto& a, const auto& b) { return a.validation_loss < b.validation_loss; });
  REQUIRE(best != history.end());
  CHECK(progress.best_epoch == best->epoch);
  if (patience) {
    CHECK(progress.outcome == Outcome::kStoppedEarly);
    CHECK(history.size() == best->epoch + *patience);
  } else {
    CHECK(progress.outcome == Outcome::kCompleted);
    CHECK(history.size() == 40);
    CHECK(best->epoch < 40);
  }
  CHECK(copy(run.network.parameters()) == copy(run.trainer.best_parameters()));
  const Evaluation evaluation = evaluate(run.network, validation.view());
  CHECK(evaluation.loss() == best->validation_loss);
  REQUIRE(best->validation_confusion);
  CHECK(std::ranges::equal(best->validation_confusion->counts(), evaluation.confusion().counts()));
}

TEST_CASE("A learning rate that blows up at once leaves weights whose loss was finite") {
  const auto kind = GENERATE(OptimizerKind::kAdam, OptimizerKind::kSgd);
  const data::Dataset training = bars(64, 0);
  const data::Dataset validation = bars(30, 1);
  // With 4 steps an epoch the second step's loss shows it; with 1 the validation's.
  const std::size_t batch_size = GENERATE(16, 64);
  Run run(
      training, validation,
      {.batch_size = batch_size, .seed = 3, .optimizer = {.kind = kind, .learning_rate = 1e30F}}, 1,
      network_that_diverges());
  const std::vector<float> initial = copy(run.network.parameters());
  const Progress& progress = run.trainer.advance(kAll);
  CHECK(progress.phase == Phase::kFinished);
  CHECK(progress.outcome == Outcome::kDiverged);
  CHECK(progress.epoch == 1);
  CHECK(run.trainer.history().empty());
  CHECK(copy(run.network.parameters()) == initial);
}

TEST_CASE("A training that diverges later puts the best weights back") {
  const data::Dataset training = bars(64, 0);
  const data::Dataset validation = bars(30, 1);
  // One step an epoch. The first takes the weights to about 1e13, the logits to 1e26, all finite;
  // the second, at gradients of 1e13, beyond what float holds.
  Run run(training, validation,
          {.epochs = 5,
           .batch_size = 64,
           .optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e14F}},
          1, network_that_diverges());
  const Progress& progress = run.trainer.advance(kAll);
  CHECK(progress.outcome == Outcome::kDiverged);
  CHECK(progress.best_epoch >= 1);
  REQUIRE(!run.trainer.history().empty());
  CHECK(copy(run.network.parameters()) == copy(run.trainer.best_parameters()));
  CHECK(evaluate(run.network, validation.view()).loss() ==
        run.trainer.history()[progress.best_epoch - 1].validation_loss);
}

TEST_CASE("Stopping before the first validation leaves the current weights") {
  const data::Dataset training = bars(70, 0);
  const data::Dataset validation = bars(30, 1);
  Run run(training, validation, {.epochs = 3, .batch_size = 16});
  run.trainer.advance({.steps = 2});
  const std::vector<float> current = copy(run.network.parameters());
  run.trainer.stop();
  CHECK(run.trainer.progress().phase == Phase::kFinished);
  CHECK(run.trainer.progress().outcome == Outcome::kStopped);
  CHECK(copy(run.network.parameters()) == current);
}

TEST_CASE("Stopping later puts the best weights back, and is the end") {
  const data::Dataset training = bars(70, 0);
  const data::Dataset validation = bars(30, 1);
  Run run(training, validation, {.epochs = 3, .batch_size = 16});
  run.trainer.advance({.steps = 6});  // An epoch of 5 steps, and its validation.
  const std::vector<float> best = copy(run.network.parameters());
  run.trainer.advance({.steps = 3});
  CHECK(copy(run.network.parameters()) != best);
  run.trainer.stop();
  CHECK(copy(run.network.parameters()) == best);

  const Progress& progress = run.trainer.advance(kAll);
  CHECK(progress.outcome == Outcome::kStopped);
  CHECK(run.trainer.history().size() == 1);
  run.trainer.stop();
  CHECK(copy(run.network.parameters()) == best);
}

TEST_CASE("Stopping within a validation drops it") {
  const data::Dataset training = bars(16, 0);
  const data::Dataset validation = bars(300, 1);
  Run run(training, validation, {.epochs = 3, .batch_size = 16});
  run.trainer.advance({.steps = 2});
  CHECK(run.trainer.progress().phase == Phase::kValidating);
  run.trainer.stop();
  CHECK(run.trainer.progress().outcome == Outcome::kStopped);
  CHECK(run.trainer.history().empty());
}

TEST_CASE("With keep = last the network ends with the weights after the last step") {
  const data::Dataset training = bars(60, 0, true);
  const data::Dataset validation = bars(100, 1, true);
  TrainOptions options = {.epochs = 12, .batch_size = 10, .optimizer = {.learning_rate = 1e-2F}};
  options.keep = Keep::kLast;
  Run last(training, validation, options);
  const Progress& progress = last.trainer.advance(kAll);
  const auto history = last.trainer.history();
  CHECK(progress.best_epoch < 12);
  CHECK(evaluate(last.network, validation.view()).loss() == history.back().validation_loss);
  CHECK(last.trainer.best_parameters().empty());

  // What is kept does not change what is learned.
  options.keep = Keep::kBest;
  Run best(training, validation, options);
  best.trainer.advance(kAll);
  CHECK(best.trainer.history()[11].validation_loss == history[11].validation_loss);
  CHECK(best.trainer.progress().best_epoch == progress.best_epoch);
  CHECK(copy(best.network.parameters()) != copy(last.network.parameters()));
}

TEST_CASE("Validation can be done every so many epochs, at the end, or never") {
  struct Case {
    std::size_t validate_every;
    std::vector<std::size_t> validated;
  };
  const auto [validate_every, validated] =
      GENERATE(Case{1, {1, 2, 3, 4, 5}}, Case{2, {2, 4, 5}}, Case{5, {5}}, Case{9, {5}},
               Case{kValidateAtEnd, {5}}, Case{kNeverValidate, {}});
  const data::Dataset training = bars(64, 0);
  const data::Dataset validation = bars(30, 1);
  TrainOptions options = {.epochs = 5, .batch_size = 16, .seed = 3};
  Run plain(training, validation, options);
  plain.trainer.advance(kAll);

  options.validate_every = validate_every;
  Run run(training, validation, options);
  const Progress& progress = run.trainer.advance(kAll);
  CHECK(progress.outcome == Outcome::kCompleted);
  std::vector<std::size_t> epochs;
  for (const EpochRecord& record : run.trainer.history()) {
    const EpochRecord& other = plain.trainer.history()[record.epoch - 1];
    CHECK(record.training_loss == other.training_loss);  // Validating changes no bit of training.
    CHECK(record.validation_loss.has_value() == record.validation_accuracy.has_value());
    if (record.validation_loss) {
      epochs.push_back(record.epoch);
      CHECK(record.validation_loss == other.validation_loss);
    }
  }
  CHECK(epochs == validated);
  CHECK(validations_until(options, 5) == validated.size());
  CHECK((progress.best_epoch == 0) == validated.empty());
}

TEST_CASE(
    "Without validation no validation images are needed, and the last weights are the result") {
  const data::Dataset training = bars(64, 0);
  const data::Dataset none({8, 8, 1}, 3);
  TrainOptions options = {.epochs = 2, .batch_size = 16};
  options.validate_every = kNeverValidate;
  Run run(training, none, options);
  run.trainer.advance({.steps = 7});
  const std::vector<float> before = copy(run.network.parameters());
  CHECK(run.trainer.advance(kAll).outcome == Outcome::kCompleted);
  CHECK(run.trainer.history().size() == 2);
  CHECK(copy(run.network.parameters()) != before);
}

TEST_CASE("The history holds the learning rate of each epoch's last step") {
  const data::Dataset training = bars(64, 0);  // 4 steps an epoch.
  const data::Dataset validation = bars(30, 1);
  TrainOptions options = {.epochs = 3, .batch_size = 16, .optimizer = {.learning_rate = 0.01F}};
  options.schedule = {.kind = ScheduleKind::kOneCycle, .warm_up = 0.5F, .initial_fraction = 0};
  Run run(training, validation, options);
  run.trainer.advance(kAll);
  for (const EpochRecord& record : run.trainer.history()) {
    CHECK(record.learning_rate ==
          static_cast<float>(0.01F *
                             scheduled_fraction(options.schedule, 4 * record.epoch - 1, 4, 3)));
  }
}

TEST_CASE("On a plateau of the validation loss the learning rate is reduced") {
  // Nothing can be learned, and steps this small change next to nothing.
  const data::Dataset training = bars(32, 0, true);
  const data::Dataset validation = bars(100, 1, true);
  TrainOptions options = {.epochs = 12, .batch_size = 16, .optimizer = {.learning_rate = 0.02F}};
  options.schedule = {.kind = ScheduleKind::kReduceOnPlateau, .every = 2, .factor = 0.5F};
  Run run(training, validation, options);
  run.trainer.advance(kAll);
  Plateau plateau(options.schedule);
  for (const EpochRecord& record : run.trainer.history()) {
    CHECK(record.learning_rate == static_cast<float>(0.02F * plateau.fraction()));
    plateau.update(record.epoch, record.validation_loss.value());
  }
  CHECK(plateau.fraction() < 0.5);
}

TEST_CASE("Averaged weights are what is validated and kept, not what is trained") {
  const data::Dataset training = bars(64, 0);
  const data::Dataset validation = bars(30, 1);
  const Keep keep = GENERATE(Keep::kBest, Keep::kLast);
  TrainOptions options = {.epochs = 3, .batch_size = 16, .seed = 3};
  options.keep = keep;
  Run plain(training, validation, options);
  options.optimizer.average_decay = 0.9F;
  Run averaged(training, validation, options);

  // The average of the plain run's weights after each step, by its definition.
  std::vector<double> sums(plain.network.parameters().size());
  double shares = 0;
  for (std::size_t step = 0; step < 12; ++step) {
    plain.trainer.advance({.steps = 1});
    shares = 0.9 * shares + 1;
    for (std::size_t i = 0; i < sums.size(); ++i)
      sums[i] = 0.9 * sums[i] + plain.network.parameters()[i];
    if (plain.trainer.progress().phase == Phase::kValidating)
      plain.trainer.advance({.steps = 1});
  }
  averaged.trainer.advance(kAll);
  for (std::size_t epoch = 0; epoch < 3; ++epoch) {
    CHECK(averaged.trainer.history()[epoch].training_loss ==
          plain.trainer.history()[epoch].training_loss);
  }
  // With falling losses the last epoch is also the best.
  REQUIRE(averaged.trainer.progress().best_epoch == 3);
  REQUIRE(plain.trainer.progress().best_epoch == 3);
  double worst = 0;
  for (std::size_t i = 0; i < sums.size(); ++i)
    worst = std::max(worst, std::abs(averaged.network.parameters()[i] - sums[i] / shares));
  CHECK(worst < 12 * 0x1p-24);  // Weights below 1, rounded at each step.
  CHECK(evaluate(averaged.network, validation.view()).loss() ==
        averaged.trainer.history().back().validation_loss);
}

TEST_CASE("Stopping a training with averaged weights leaves their average, in any phase") {
  const data::Dataset training = bars(64, 0);
  const data::Dataset validation = bars(300, 1);
  TrainOptions options = {.epochs = 3, .batch_size = 16, .optimizer = {.average_decay = 0.9F}};
  options.keep = Keep::kLast;
  const std::size_t steps = GENERATE(3, 4, 5);  // 4 of training, 2 of validation.
  Run run(training, validation, options);
  run.trainer.advance({.steps = steps});
  run.trainer.stop();

  options.epochs = 1;
  options.validate_every = kNeverValidate;
  Run whole(training, validation, options);
  whole.trainer.advance(kAll);
  CHECK((copy(run.network.parameters()) == copy(whole.network.parameters())) == (steps >= 4));
}

TEST_CASE("Clipping keeps a training from blowing up") {
  const data::Dataset training = bars(300, 0);
  const data::Dataset validation = bars(100, 1);
  TrainOptions options = {.epochs = 6,
                          .batch_size = 16,
                          .seed = 1,
                          .optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1}};
  Run wild(training, validation, options);
  wild.trainer.advance(kAll);
  options.optimizer.clip_norm = 0.02F;
  Run clipped(training, validation, options);
  clipped.trainer.advance(kAll);
  CHECK(clipped.trainer.progress().outcome == Outcome::kCompleted);
  CHECK(clipped.trainer.history().back().validation_accuracy > 0.9);
  CHECK(wild.trainer.history().back().validation_accuracy.value_or(0) < 0.9);
}

TEST_CASE("A training that keeps the last weights falls back to recent ones when it diverges") {
  const data::Dataset training = bars(64, 0);
  const data::Dataset validation = bars(30, 1);
  TrainOptions options = {.epochs = 5,
                          .batch_size = 64,
                          .optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e14F}};
  options.keep = Keep::kLast;
  options.validate_every = kNeverValidate;
  Run run(training, validation, options, 1, network_that_diverges());
  const std::vector<float> initial = copy(run.network.parameters());
  CHECK(run.trainer.advance(kAll).outcome == Outcome::kDiverged);
  CHECK(copy(run.network.parameters()) == initial);  // Fewer than kBackupInterval steps.
}

}  // namespace atelier::train
