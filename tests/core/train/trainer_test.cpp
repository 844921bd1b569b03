#include "atelier/train/trainer.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "train/synthetic_data.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using test::bars;
using test::bars_network;

const Budget kAll;

std::vector<float> copy(std::span<const float> values) {
  return {values.begin(), values.end()};
}

/// A network, data, and a trainer of them.
struct Run {
  Run(const data::Dataset& training, const data::Dataset& validation, const TrainOptions& options,
      std::size_t threads = 1, const nn::NetworkSpec& spec = bars_network())
      : pool(threads),
        network(spec, pool),
        trainer(network, training.view(), validation.view(), options, pool) {}

  bool finished() const { return trainer.progress().phase == Phase::kFinished; }

  ThreadPool pool;
  nn::Network network;
  Trainer trainer;
};

/// What must not depend on budgets, pauses or threads, to the last bit.
struct Result {
  std::vector<float> parameters;
  std::vector<double> losses;
  std::size_t best_epoch = 0;
  friend bool operator==(const Result&, const Result&) = default;
};

Result result_of(const Run& run) {
  Result result = {copy(run.network.parameters()), {}, run.trainer.progress().best_epoch};
  for (const EpochRecord& record : run.trainer.history()) {
    result.losses.push_back(record.training_loss);
    result.losses.push_back(record.training_accuracy);
    result.losses.push_back(record.validation_loss.value_or(-1));
    result.losses.push_back(record.validation_accuracy.value_or(-1));
    result.losses.push_back(record.learning_rate);
  }
  return result;
}

TrainOptions plain_options() {
  return {.epochs = 3, .batch_size = 16, .seed = 5};
}

/// With everything that has a state from step to step.
TrainOptions all_options() {
  return {
      .epochs = 3,
      .batch_size = 16,
      .seed = 5,
      .label_smoothing = 0.1F,
      .augmentation = {.flip = 0.5F, .shift = 1, .rotation = 15, .contrast = 0.2F, .erasing = 0.5F},
      .optimizer = {.kind = OptimizerKind::kAdamW,
                    .learning_rate = 1e-2F,
                    .l2 = 1e-3F,
                    .weight_decay = 0.05F,
                    .clip_norm = 0.5F,
                    .average_decay = 0.8F},
      .schedule = {.kind = ScheduleKind::kOneCycle}};
}

/// Without ReLU, whose units could all die and leave the loss finite, and with one step an epoch.
nn::NetworkSpec network_that_diverges() {
  return nn::network_from_json(R"({"input": [8, 8, 1], "layers": [
      {"type": "conv2d", "filters": 4, "kernel_size": 3}, {"type": "flatten"},
      {"type": "dense", "units": 3, "activation": "softmax"}]})");
}

}  // namespace

TEST_CASE("Training lowers the loss until the network tells the classes apart") {
  const auto optimizer =
      GENERATE(OptimizerOptions{.kind = OptimizerKind::kAdam, .learning_rate = 3e-3F},
               OptimizerOptions{.kind = OptimizerKind::kSgd, .learning_rate = 3e-2F});
  const data::Dataset training = bars(300, 0);
  const data::Dataset validation = bars(100, 1);
  Run run(training, validation, {.epochs = 6, .batch_size = 16, .seed = 1, .optimizer = optimizer});
  const Progress& progress = run.trainer.advance(kAll);
  CHECK(progress.phase == Phase::kFinished);
  CHECK(progress.outcome == Outcome::kCompleted);

  const auto history = run.trainer.history();
  REQUIRE(history.size() == 6);
  CHECK(history.front().training_loss > 2 * history.back().training_loss);
  CHECK(history.back().validation_accuracy > 0.95);
  for (std::size_t epoch = 1; epoch <= history.size(); ++epoch) {
    const EpochRecord& record = history[epoch - 1];
    CHECK(record.epoch == epoch);
    CHECK(record.learning_rate == optimizer.learning_rate);
    CHECK(record.seconds > 0);
    CHECK(std::abs(record.images_per_second * record.seconds - 300) < 1e-6 * 300);
  }
  CHECK(progress.seconds > history.front().seconds);
}

TEST_CASE("Label smoothing raises the loss it reports, and still learns") {
  const data::Dataset training = bars(300, 0);
  const data::Dataset validation = bars(100, 1);
  const TrainOptions plain = {.epochs = 6, .batch_size = 16, .optimizer = {.learning_rate = 3e-3F}};
  TrainOptions smoothed = plain;
  smoothed.label_smoothing = 0.2F;
  Run first(training, validation, plain);
  Run second(training, validation, smoothed);
  first.trainer.advance(kAll);
  second.trainer.advance(kAll);
  CHECK(second.trainer.history().back().training_loss >
        first.trainer.history().back().training_loss);
  CHECK(second.trainer.history().back().validation_accuracy > 0.95);
}

TEST_CASE("How the work is divided into calls changes no bit") {
  const data::Dataset training = bars(70, 0);
  const data::Dataset validation = bars(30, 1);
  const TrainOptions options = GENERATE(plain_options(), all_options());
  Run at_once(training, validation, options);
  at_once.trainer.advance(kAll);

  Run in_steps(training, validation, options);
  std::size_t calls = 0;
  while (!in_steps.finished()) {
    in_steps.trainer.advance({.steps = 1});
    ++calls;
  }
  // 5 training steps and 1 of validation in each of 3 epochs.
  CHECK(calls == 18);
  CHECK(result_of(in_steps) == result_of(at_once));

  Run in_moments(training, validation, options);
  while (!in_moments.finished())
    in_moments.trainer.advance({.time = std::chrono::milliseconds(0)});
  CHECK(result_of(in_moments) == result_of(at_once));
}

TEST_CASE("The number of threads changes no bit") {
  const data::Dataset training = bars(200, 0);
  const data::Dataset validation = bars(40, 1);
  const TrainOptions options = GENERATE(plain_options(), all_options());
  Run one(training, validation, options, 1);
  one.trainer.advance(kAll);
  for (const std::size_t threads : {2, 3}) {
    Run run(training, validation, options, threads);
    run.trainer.advance(kAll);
    CHECK(result_of(run) == result_of(one));
  }
}

TEST_CASE("Augmentation changes the training images, each epoch anew, and no validation image") {
  const data::Dataset training = bars(16, 0);
  const data::Dataset validation = bars(30, 1);
  // A single step an epoch, too small to change a weight: losses differ by the images alone.
  TrainOptions options = {.epochs = 3,
                          .batch_size = 16,
                          .optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e-30F}};
  const nn::NetworkSpec without_dropout = nn::network_from_json(
      R"({"input": [8, 8, 1], "layers": [
          {"type": "flatten"}, {"type": "dense", "units": 3, "activation": "softmax"}]})");
  Run plain(training, validation, options, 1, without_dropout);
  plain.trainer.advance(kAll);
  options.augmentation = {.rotation = 180};
  Run augmented(training, validation, options, 1, without_dropout);
  augmented.trainer.advance(kAll);

  const auto before = plain.trainer.history();
  const auto after = augmented.trainer.history();
  // The order of the images, and so of the sum, is another in each epoch.
  CHECK(std::abs(before[0].training_loss - before[1].training_loss) < 1e-5);
  CHECK(std::abs(after[0].training_loss - before[0].training_loss) > 1e-3);
  CHECK(std::abs(after[0].training_loss - after[1].training_loss) > 1e-3);
  CHECK(after[0].validation_loss == before[0].validation_loss);
}

TEST_CASE("The seed decides the run") {
  const data::Dataset training = bars(70, 0);
  const data::Dataset validation = bars(30, 1);
  TrainOptions options = {.epochs = 1, .batch_size = 16, .seed = 5};
  Run first(training, validation, options);
  Run same(training, validation, options);
  options.seed = 6;
  Run other(training, validation, options);
  for (Run* run : {&first, &same, &other})
    run->trainer.advance(kAll);
  CHECK(result_of(first) == result_of(same));
  CHECK(result_of(first) != result_of(other));
}

TEST_CASE("Classifying between two calls changes no bit of the training") {
  const data::Dataset training = bars(70, 0);
  const data::Dataset validation = bars(30, 1);
  const TrainOptions options = {.epochs = 2, .batch_size = 16, .seed = 5};
  Run quiet(training, validation, options);
  quiet.trainer.advance(kAll);

  Run busy(training, validation, options);
  data::Batch images;
  images.gather_range(validation.view(), 0, 20);
  std::vector<float> first;
  std::vector<float> last;
  while (!busy.finished()) {
    busy.trainer.advance({.steps = 1});
    last = busy.network.predict(images.images(), images.size());
    if (first.empty())
      first = last;
  }
  CHECK(first != last);
  CHECK(result_of(busy) == result_of(quiet));
}

TEST_CASE("Progress tells phase, step, images and running averages") {
  const data::Dataset training = bars(10, 0);
  const data::Dataset validation = bars(251, 1);
  Run run(training, validation, {.epochs = 2, .batch_size = 4});
  const Progress& progress = run.trainer.progress();
  CHECK(progress.phase == Phase::kTraining);
  CHECK(progress.outcome == Outcome::kUnfinished);
  CHECK(progress.epoch == 1);
  CHECK(progress.epochs == 2);
  CHECK(progress.step == 0);
  CHECK(progress.steps == 3);
  CHECK(progress.best_epoch == 0);

  run.trainer.advance({.steps = 2});
  CHECK(progress.step == 2);
  CHECK(progress.images == 8);
  CHECK(progress.loss > 0);
  CHECK(progress.images_per_second > 0);
  CHECK(run.trainer.history().empty());
  CHECK(run.trainer.best_parameters().empty());

  run.trainer.advance({.steps = 1});
  CHECK(progress.phase == Phase::kValidating);
  CHECK(progress.images == 10);
  CHECK(progress.step == 0);
  CHECK(progress.steps == 2);
  run.trainer.advance({.steps = 1});
  CHECK(progress.phase == Phase::kValidating);
  CHECK(progress.step == 1);

  run.trainer.advance({.steps = 1});
  CHECK(progress.phase == Phase::kTraining);
  CHECK(progress.epoch == 2);
  CHECK(progress.step == 0);
  CHECK(progress.images == 0);
  CHECK(progress.best_epoch == 1);
  CHECK(run.trainer.history().size() == 1);
  CHECK(copy(run.trainer.best_parameters()) == copy(run.network.parameters()));
}

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

TEST_CASE("A training option out of range is refused by name and range") {
  struct Wrong {
    TrainOptions options;
    std::string message;
  };
  const auto wrong = GENERATE(
      Wrong{{.epochs = 0}, "trainer: epochs must be at least 1, not 0"},
      Wrong{{.batch_size = 0}, "trainer: batch size must be from 1 to 4096, not 0"},
      Wrong{{.batch_size = 4097}, "trainer: batch size must be from 1 to 4096, not 4097"},
      Wrong{{.label_smoothing = 1},
            "trainer: label smoothing must be at least 0 and below 1, not 1"},
      Wrong{{.label_smoothing = std::numeric_limits<float>::quiet_NaN()},
            "trainer: label smoothing must be at least 0 and below 1, not nan"},
      Wrong{{.optimizer = {.learning_rate = 0}}, "optimizer: learning rate must be above 0, not 0"},
      Wrong{{.schedule = {.factor = 2}}, "schedule: factor must be above 0 and below 1, not 2"},
      Wrong{{.validate_every = kNeverValidate, .patience = 3},
            "trainer: patience needs validation"},
      Wrong{
          {.schedule = {.kind = ScheduleKind::kReduceOnPlateau}, .validate_every = kNeverValidate},
          "trainer: the schedule reduce-on-plateau needs validation"},
      Wrong{{.include_validation = true},
            "trainer: images that are learned from cannot validate: include_validation wants "
            "validate_every to be never"});
  const data::Dataset data = bars(10, 0);
  CHECK_THROWS_MATCHES(Run(data, data, wrong.options), std::invalid_argument,
                       Message(wrong.message));
}

TEST_CASE("Data that do not fit the network, or are none, are refused by their part") {
  const data::Dataset fits = bars(10, 0);
  const data::Dataset empty({8, 8, 1}, 3);
  const data::Dataset larger({9, 8, 1}, 3);
  const data::Dataset more_classes({8, 8, 1}, 4);
  CHECK_THROWS_MATCHES(Run(empty, fits, {}), std::invalid_argument,
                       Message("trainer: there are no training images"));
  CHECK_THROWS_MATCHES(Run(fits, empty, {}), std::invalid_argument,
                       Message("trainer: there are no validation images"));
  CHECK_THROWS_MATCHES(
      Run(larger, fits, {}), std::invalid_argument,
      Message(
          "trainer: training data: the network takes images [8, 8, 1], the data has [9, 8, 1]"));
  CHECK_THROWS_MATCHES(
      Run(fits, more_classes, {}), std::invalid_argument,
      Message("trainer: validation data: the network tells 3 classes, the data has 4"));
}

TEST_CASE("Outcomes are named for messages and files") {
  CHECK(to_string(Outcome::kUnfinished) == "unfinished");
  CHECK(to_string(Outcome::kCompleted) == "completed");
  CHECK(to_string(Outcome::kStoppedEarly) == "stopped early");
  CHECK(to_string(Outcome::kStopped) == "stopped");
  CHECK(to_string(Outcome::kDiverged) == "diverged");
}

}  // namespace atelier::train
