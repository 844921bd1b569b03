#include "atelier/train/checkpoint.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/io/safetensors.h"
#include "atelier/train/trainer.h"

#include "train/synthetic_data.h"

namespace atelier::train {

namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using test::bars;
using test::bars_network;

/// All that a run came to, to the last bit; times differ from run to run.
struct Result {
  std::vector<float> parameters;
  std::vector<double> history;
  std::size_t best_epoch = 0;
  Outcome outcome = Outcome::kUnfinished;
  friend bool operator==(const Result&, const Result&) = default;
};

const data::Dataset& training_data() {
  static const data::Dataset dataset = bars(150, 1);
  return dataset;
}

const data::Dataset& validation_data() {
  static const data::Dataset dataset = bars(60, 2, true);  // Nothing to learn there: plateaus.
  return dataset;
}

Result finish(nn::Network& network, Trainer& trainer) {
  while (trainer.progress().phase != Phase::kFinished)
    trainer.advance({.steps = 7});
  Result result = {.parameters = {network.parameters().begin(), network.parameters().end()},
                   .history = {},
                   .best_epoch = trainer.progress().best_epoch,
                   .outcome = trainer.progress().outcome};
  for (const EpochRecord& record : trainer.history()) {
    result.history.insert(
        result.history.end(),
        {static_cast<double>(record.epoch), record.training_loss, record.training_accuracy,
         record.validation_loss.value_or(-1), record.validation_accuracy.value_or(-1),
         static_cast<double>(record.learning_rate)});
  }
  return result;
}

Result uninterrupted(const TrainOptions& options) {
  ThreadPool pool = ThreadPool::of_exactly(2);
  nn::Network network(bars_network(), pool);
  Trainer trainer(network, training_data().view(), validation_data().view(), options, pool);
  return finish(network, trainer);
}

/// The checkpoint after so many epochs, as a file's bytes.
std::vector<std::uint8_t> interrupted(const TrainOptions& options, std::size_t epochs) {
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  Trainer trainer(network, training_data().view(), validation_data().view(), options, pool);
  while (trainer.history().size() < epochs)
    trainer.advance({.epoch_end = true});
  REQUIRE(trainer.is_between_epochs());
  return write_checkpoint(
      {.network = network.spec(), .options = options, .state = trainer.state()});
}

Result resumed(std::span<const std::uint8_t> bytes) {
  const Checkpoint checkpoint = read_checkpoint(bytes);
  ThreadPool pool = ThreadPool::of_exactly(2);
  nn::Network network(checkpoint.network, pool);
  Trainer trainer(network, training_data().view(), validation_data().view(), checkpoint.options,
                  pool, checkpoint.state);
  return finish(network, trainer);
}

TrainOptions with(const std::function<void(TrainOptions&)>& change) {
  TrainOptions options = {.epochs = 6, .batch_size = 16, .seed = 9};
  change(options);
  return options;
}

/// One for each thing that a training remembers.
std::vector<TrainOptions> all_kinds() {
  return {
      with([](TrainOptions&) {}),
      with([](TrainOptions& options) {
        options.optimizer = {.kind = OptimizerKind::kSgd,
                             .learning_rate = 0.02F,
                             .nesterov = true,
                             .clip_norm = 1,
                             .average_decay = 0.9F};
        options.keep = Keep::kLast;
      }),
      with([](TrainOptions& options) {
        options.optimizer.kind = OptimizerKind::kAdamW;
        options.optimizer.weight_decay = 0.01F;
        options.schedule.kind = ScheduleKind::kOneCycle;
        options.augmentation.flip = 0.5F;
        options.validate_every = kValidateAtEnd;
      }),
      with([](TrainOptions& options) {
        options.schedule = {.kind = ScheduleKind::kReduceOnPlateau, .every = 1, .factor = 0.5F};
        options.validate_every = 2;
      }),
      with([](TrainOptions& options) {
        options.epochs = 40;
        options.patience = 2;
      }),
      with([](TrainOptions& options) { options.validate_every = kNeverValidate; }),
  };
}

Checkpoint some_checkpoint() {
  return read_checkpoint(interrupted(with([](TrainOptions&) {}), 1));
}

/// A checkpoint with something changed.
std::vector<std::uint8_t> altered(const std::function<void(io::SafetensorsFile&)>& change) {
  io::SafetensorsFile file = io::read_safetensors(write_checkpoint(some_checkpoint()));
  change(file);
  std::vector<io::NamedTensor> tensors;
  tensors.reserve(file.tensors.size());
  for (const auto& [name, shape, values] : file.tensors)
    tensors.push_back({.name = name, .shape = shape, .values = values});
  return io::write_safetensors(file.metadata, tensors);
}

void check_fails(const std::vector<std::uint8_t>& bytes, const std::string& reason) {
  CHECK_THROWS_MATCHES(read_checkpoint(bytes), std::runtime_error,
                       MessageMatches(ContainsSubstring(reason)));
}

}  // namespace

TEST_CASE("A training resumed from a checkpoint ends with the bits of one never interrupted") {
  for (const TrainOptions& options : all_kinds()) {
    const Result expected = uninterrupted(options);
    for (const std::size_t epochs : {1, 2, 3}) {
      if (epochs < expected.history.size() / 6)
        CHECK(resumed(interrupted(options, epochs)) == expected);
    }
  }
}

TEST_CASE("A checkpoint of a resumed training is that of one never interrupted") {
  const TrainOptions options = with([](TrainOptions&) {});
  const Checkpoint checkpoint = read_checkpoint(interrupted(options, 1));
  ThreadPool pool(1);
  nn::Network network(checkpoint.network, pool);
  Trainer trainer(network, training_data().view(), validation_data().view(), checkpoint.options,
                  pool, checkpoint.state);
  CHECK(trainer.is_between_epochs());
  trainer.advance({.epoch_end = true});
  while (!trainer.is_between_epochs())
    trainer.advance({.epoch_end = true});
  const TrainerState state = trainer.state();
  const TrainerState expected = read_checkpoint(interrupted(options, 2)).state;
  CHECK(state.parameters == expected.parameters);
  CHECK(state.optimizer.steps == expected.optimizer.steps);
  CHECK(state.optimizer.first_moment == expected.optimizer.first_moment);
  CHECK(state.optimizer.second_moment == expected.optimizer.second_moment);
  CHECK(state.best_parameters == expected.best_parameters);
}

TEST_CASE("A training extended after it had stopped early is resumed to the same bits") {
  const TrainOptions options = with([](TrainOptions& changed) {
    changed.epochs = 40;
    changed.patience = 3;
  });
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  Trainer trainer(network, training_data().view(), validation_data().view(), options, pool);
  finish(network, trainer);
  REQUIRE(trainer.progress().outcome == Outcome::kStoppedEarly);
  const std::size_t stopped_after = trainer.history().size();
  trainer.extend(10);
  while (trainer.history().size() == stopped_after)
    trainer.advance({.epoch_end = true});
  REQUIRE(trainer.is_between_epochs());
  const auto bytes =
      write_checkpoint({.network = network.spec(), .options = options, .state = trainer.state()});
  CHECK(resumed(bytes) == finish(network, trainer));
}

TEST_CASE("A state can be taken between two epochs only") {
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  Trainer trainer(network, training_data().view(), validation_data().view(),
                  with([](TrainOptions&) {}), pool);
  CHECK_THROWS_AS(trainer.state(), std::logic_error);
  trainer.advance({.epoch_end = true});
  trainer.advance({.steps = 1});
  CHECK_THROWS_AS(trainer.state(), std::logic_error);
  trainer.stop();
  CHECK_THROWS_AS(trainer.state(), std::logic_error);
}

TEST_CASE("A budget that ends with an epoch does no step of the next one") {
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  Trainer trainer(network, training_data().view(), validation_data().view(),
                  with([](TrainOptions&) {}), pool);
  const Progress& progress = trainer.advance({.epoch_end = true});
  CHECK(trainer.history().size() == 1);
  CHECK(progress.epoch == 2);
  CHECK(progress.step == 0);
}

TEST_CASE("A state that does not fit network, options or data is refused") {
  const Checkpoint checkpoint = some_checkpoint();
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  const auto refuses = [&](const std::function<void(Checkpoint&)>& change) {
    Checkpoint changed = checkpoint;
    change(changed);
    CHECK_THROWS_AS(Trainer(network, training_data().view(), validation_data().view(),
                            changed.options, pool, changed.state),
                    std::invalid_argument);
  };
  refuses([](Checkpoint& changed) { changed.state.parameters.pop_back(); });
  refuses([](Checkpoint& changed) { changed.state.best_parameters.pop_back(); });
  refuses([](Checkpoint& changed) { changed.state.optimizer.second_moment.clear(); });
  refuses([](Checkpoint& changed) { changed.state.history.clear(); });
  refuses([](Checkpoint& changed) { changed.state.epochs = 1; });
  refuses([](Checkpoint& changed) { changed.state.history.front().epoch = 2; });
  refuses([](Checkpoint& changed) {
    changed.state.history.front().validation_confusion = ConfusionMatrix(99);
  });
  refuses([](Checkpoint& changed) { changed.options.batch_size = 32; });
}

TEST_CASE(
    "A state has its best weights exactly when an epoch was validated, else others to go back to") {
  const Checkpoint checkpoint = read_checkpoint(interrupted(with([](TrainOptions&) {}), 3));
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  const auto resume = [&](const std::function<void(Checkpoint&)>& change) {
    Checkpoint changed = checkpoint;
    change(changed);
    const Trainer trainer(network, training_data().view(), validation_data().view(),
                          changed.options, pool, changed.state);
  };
  CHECK_NOTHROW(resume([](Checkpoint&) {}));
  const auto fails =
      Catch::Matchers::MessageMatches(ContainsSubstring("weights that it must have"));
  const auto never_validated = [](Checkpoint& changed) {
    for (EpochRecord& record : changed.state.history)
      record.validation_loss.reset();
  };
  CHECK_THROWS_MATCHES(resume(never_validated), std::invalid_argument, fails);
  CHECK_THROWS_MATCHES(resume([](Checkpoint& changed) { changed.options.keep = Keep::kLast; }),
                       std::invalid_argument, fails);
  CHECK_THROWS_MATCHES(resume([](Checkpoint& changed) { changed.state.best_parameters.clear(); }),
                       std::invalid_argument, fails);
  CHECK_NOTHROW(resume([&](Checkpoint& changed) {
    never_validated(changed);
    changed.state.best_parameters.swap(changed.state.backup_parameters);
  }));
}

TEST_CASE("A history whose epochs are not 1, 2, ... is refused") {
  const Checkpoint checkpoint = read_checkpoint(interrupted(with([](TrainOptions&) {}), 3));
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  for (const std::size_t epoch : {0, 1, 3, 1'000'000}) {
    Checkpoint changed = checkpoint;
    changed.state.history[1].epoch = epoch;
    CHECK_THROWS_AS(Trainer(network, training_data().view(), validation_data().view(),
                            changed.options, pool, changed.state),
                    std::invalid_argument);
  }
}

TEST_CASE("A bit that has flipped anywhere in a checkpoint is noticed") {
  std::vector<std::uint8_t> bytes = write_checkpoint(some_checkpoint());
  std::size_t unnoticed = 0;
  for (std::size_t index = 0; index < bytes.size(); index += 5) {
    const auto bit = static_cast<std::uint8_t>(1U << index % 8);
    bytes[index] ^= bit;
    try {
      read_checkpoint(bytes);
      ++unnoticed;
    } catch (const std::runtime_error&) {
      // As it should be.
    }
    bytes[index] ^= bit;
  }
  CHECK(unnoticed == 0);
  CHECK_NOTHROW(read_checkpoint(bytes));
}

TEST_CASE("A damaged checkpoint is refused with what is wrong") {
  CHECK_NOTHROW(read_checkpoint(altered([](io::SafetensorsFile&) {})));
  check_fails({1, 2, 3}, "safetensors: cut short");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata["format"] = "atelier"; }),
              R"(checkpoint: "format" is not "atelier-checkpoint")");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata["format_version"] = "1"; }),
              "checkpoint: format version 1; only 2 is read here");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata.erase("history"); }),
              R"(checkpoint: the metadata has no "history")");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata["history"] = "[{}]"; }),
              R"(history: "epoch" must be a whole number)");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata["progress"] = "{}"; }),
              R"("progress" has no whole number "epochs")");
  for (const char* number : {"-1", "1.5", "1e3", "\"1\"", "18446744073709551616"}) {
    check_fails(altered([number](io::SafetensorsFile& file) {
                  file.metadata["progress"] = std::string(R"({"epochs":9,"seconds":1,)") +
                                              R"("patience_since":)" + number + R"(,"steps":1})";
                }),
                R"("progress" has no whole number "patience_since")");
  }
  check_fails(altered([](io::SafetensorsFile& file) {
                file.metadata["progress"] = R"({"epochs":9,"seconds":-1})";
              }),
              R"("progress" has no number "seconds" of at least 0)");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata["options"] = "{\"x\":1}"; }),
              "checkpoint: options: unknown key");
  check_fails(altered([](io::SafetensorsFile& file) { file.tensors.back().name = "more"; }),
              R"(checkpoint: unknown tensor "more")");
  check_fails(altered([](io::SafetensorsFile& file) {
                std::erase_if(file.tensors,
                              [](const auto& tensor) { return tensor.name == "parameters"; });
              }),
              R"(checkpoint: tensor "parameters" is missing)");
  check_fails(altered([](io::SafetensorsFile& file) {
                file.tensors.front().values[3] = std::numeric_limits<float>::quiet_NaN();
              }),
              R"(checkpoint: tensor "parameters" holds a value that is not finite)");
  check_fails(altered([](io::SafetensorsFile& file) { file.tensors.front().values[3] += 1; }),
              "checkpoint: damaged: its checksum is ");
  check_fails(altered([](io::SafetensorsFile& file) { file.metadata.erase("checksum"); }),
              R"(checkpoint: the metadata has no "checksum")");
}

}  // namespace atelier::train
