#include "atelier/train/trainer.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "train/synthetic_data.h"
#include "train/training_run.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using test::bars;
using test::copy;
using test::Run;

const Budget kAll;

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
