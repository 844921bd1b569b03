#include "atelier/train/fine_tuning.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <chrono>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "atelier/train/evaluation.h"
#include "atelier/train/trainer.h"

#include "train/synthetic_data.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using test::bars;
using test::bars_network;
using test::kSide;

constexpr auto kAllTime = std::chrono::minutes(5);

/// Vertical bars are told by their place. This is a new kind: a bar that lies, which is to be of
/// class 2.
data::Dataset lying_bars(std::size_t count, std::uint32_t stream) {
  data::Dataset dataset({kSide, kSide, 1}, test::kClasses);
  RandomStream random(7, RandomPurpose::kAugmentation, 0, stream);
  for (std::size_t image = 0; image < count; ++image) {
    std::vector<std::uint8_t> pixels(kSide * kSide);
    for (std::uint8_t& pixel : pixels)
      pixel = static_cast<std::uint8_t>(random.below(100));
    const auto bar = pixels.begin() + 3 * kSide;
    std::fill(bar, bar + 2 * kSide, static_cast<std::uint8_t>(150 + random.below(100)));
    dataset.append(pixels, std::vector<std::uint8_t>{2});
  }
  return dataset;
}

/// A network that knows upright bars.
struct Pupil {
  explicit Pupil(std::size_t threads = 1)
      : pool(ThreadPool::of_exactly(threads)), network(bars_network(), pool) {
    Trainer trainer(network, upright.view(), upright.view().slice(0, 50),
                    {.epochs = 12, .batch_size = 32, .optimizer = {.learning_rate = 0.005F}}, pool);
    trainer.advance({});
  }

  double accuracy(const data::Dataset& images) {
    return evaluate(network, images.view()).accuracy();
  }

  std::vector<float> parameters() const {
    return {network.parameters().begin(), network.parameters().end()};
  }

  data::Dataset upright = bars(600, 1);
  ThreadPool pool;
  nn::Network network;
};

const FineTuneOptions kOptions = {.steps = 60, .batch_size = 32, .learning_rate = 0.003F};

}  // namespace

TEST_CASE("fine-tuning: a few own images are learned, and what was known is not forgotten",
          "[train]") {
  Pupil pupil;
  const data::Dataset own = lying_bars(6, 1);
  const data::Dataset others_like_them = lying_bars(100, 2);
  const data::Dataset unseen = bars(300, 3);
  const double known_before = pupil.accuracy(unseen);
  REQUIRE(known_before > 0.9);
  REQUIRE(pupil.accuracy(others_like_them) < 0.9);

  FineTuning teaching(pupil.network, own.view(), pupil.upright.view(), kOptions, pupil.pool);
  teaching.advance(kAllTime);
  CHECK(teaching.finished());
  CHECK(pupil.accuracy(own) == 1);
  CHECK(pupil.accuracy(others_like_them) > 0.95);
  CHECK(pupil.accuracy(unseen) > known_before - 0.03);
}

TEST_CASE("fine-tuning: neither how it is divided nor the threads change a bit of the result",
          "[train]") {
  const data::Dataset own = lying_bars(3, 1);
  Pupil whole;
  FineTuning at_once(whole.network, own.view(), whole.upright.view(), kOptions, whole.pool);
  at_once.advance(kAllTime);

  Pupil pieces(2);
  FineTuning in_pieces(pieces.network, own.view(), pieces.upright.view(), kOptions, pieces.pool);
  std::size_t calls = 0;
  for (; !in_pieces.finished(); ++calls) {
    in_pieces.advance(std::chrono::milliseconds(0));
    CHECK(in_pieces.steps_done() == calls + 1);
  }
  CHECK(calls == kOptions.steps);
  CHECK(pieces.parameters() == whole.parameters());
  CHECK(in_pieces.loss() == at_once.loss());
}

TEST_CASE("fine-tuning: one own image is enough", "[train]") {
  Pupil pupil;
  const data::Dataset own = lying_bars(1, 1);
  FineTuning teaching(pupil.network, own.view(), pupil.upright.view(), kOptions, pupil.pool);
  teaching.advance(kAllTime);
  CHECK(pupil.accuracy(own) == 1);
}

TEST_CASE("fine-tuning: a loss that is not finite leaves the network as it was", "[train]") {
  Pupil pupil;
  const data::Dataset own = lying_bars(1, 1);
  pupil.network.mutable_parameters().back() = std::numeric_limits<float>::infinity();
  const std::vector<float> before = pupil.parameters();
  FineTuning teaching(pupil.network, own.view(), pupil.upright.view(), kOptions, pupil.pool);
  CHECK_THROWS_MATCHES(teaching.advance(kAllTime), std::runtime_error,
                       Message("fine-tuning: the loss is no longer finite"));
  CHECK(std::ranges::equal(pupil.parameters(), before));
}

TEST_CASE("fine-tuning: what cannot be is refused with its name", "[train]") {
  ThreadPool pool(1);
  nn::Network network(bars_network(), pool);
  const data::Dataset own = lying_bars(1, 1);
  const data::Dataset none({kSide, kSide, 1}, test::kClasses);
  const auto start = [&](const data::Dataset& mine, const data::Dataset& familiar,
                         const FineTuneOptions& options) {
    FineTuning(network, mine.view(), familiar.view(), options, pool);
  };
  CHECK_THROWS_MATCHES(start(none, own, kOptions), std::invalid_argument,
                       Message("fine-tuning: there are no own images"));
  CHECK_THROWS_MATCHES(start(own, none, kOptions), std::invalid_argument,
                       Message("fine-tuning: there are no familiar images"));
  CHECK_THROWS_AS(start(data::Dataset({9, 8, 1}, test::kClasses), own, kOptions),
                  std::invalid_argument);
  CHECK_THROWS_MATCHES(start(own, own, {.steps = 0}), std::invalid_argument,
                       Message("fine-tuning: steps must be 1 or more"));
  CHECK_THROWS_MATCHES(start(own, own, {.batch_size = 1}), std::invalid_argument,
                       Message("fine-tuning: batch size must be 2 or more"));
  CHECK_THROWS_AS(start(own, own, {.own_share = 0}), std::invalid_argument);
  CHECK_THROWS_AS(start(own, own, {.own_share = 1}), std::invalid_argument);
  CHECK_THROWS_MATCHES(start(own, own, {.learning_rate = 0}), std::invalid_argument,
                       Message("fine-tuning: learning rate must be above 0"));
}

}  // namespace atelier::train
