#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "atelier/data/arriving_dataset.h"
#include "atelier/data/fashion_mnist.h"
#include "atelier/train/trainer.h"

#include "train/synthetic_data.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
namespace fashion_mnist = data::fashion_mnist;

constexpr std::size_t kAll = fashion_mnist::kTrainingCount + fashion_mnist::kValidationCount;

bool is_same(const data::DatasetView& view, const data::DatasetView& all, data::ImageRange range) {
  return view.size() == range.count &&
         (range.count == 0 || view.labels.data() == all.labels.subspan(range.first).data());
}

std::vector<float> trained(const data::DatasetView& training, const data::DatasetView& validation,
                           const TrainOptions& options) {
  ThreadPool pool(1);
  nn::Network network(test::bars_network(), pool);
  Trainer trainer(network, training, validation, options, pool);
  trainer.advance({});
  return {network.parameters().begin(), network.parameters().end()};
}

}  // namespace

TEST_CASE("The images a training needs are those that it looks at where all of them are there") {
  const TrainOptions options = GENERATE(
      TrainOptions{}, TrainOptions{.training_images = 1}, TrainOptions{.training_images = 48'000},
      TrainOptions{.validate_every = kValidateAtEnd},
      TrainOptions{
          .training_images = 50'000, .validate_every = kNeverValidate, .include_validation = true},
      TrainOptions{.validate_every = kNeverValidate, .include_validation = true});
  data::Dataset all(Shape{1, 1, 1}, 10);
  all.append(std::vector<std::uint8_t>(kAll), std::vector<std::uint8_t>(kAll));
  const auto split = fashion_mnist::split(all.view(), options.include_validation);
  const NeededImages needed =
      needed_images(options, fashion_mnist::kTrainingCount, fashion_mnist::kValidationCount);
  CHECK(is_same(chosen_images(options, split.training), all.view(), needed.training));
  CHECK(is_same(split.validation, all.view(), needed.validation));
}

TEST_CASE("A training that never validates needs no images for it") {
  const NeededImages needed = needed_images({.validate_every = kNeverValidate}, 48, 12);
  CHECK(needed.training.count == 48);
  CHECK(needed.validation.count == 0);
}

TEST_CASE("More training images than there are cannot be needed") {
  CHECK_THROWS_MATCHES(needed_images({.training_images = 49}, 48, 12), std::invalid_argument,
                       Message("trainer: there are 48 training images, not 49"));
}

TEST_CASE("A training ends with the same bits when only the images that it needs have come") {
  constexpr std::size_t kTraining = 100;
  constexpr std::size_t kValidation = 60;
  const TrainOptions options = {
      .epochs = 2,
      .batch_size = 16,
      .training_images = 40,
      .seed = 5,
      .augmentation = {.flip = 0.5F, .rotation = 15},
  };
  const data::Dataset all = test::bars(kTraining + kValidation, 0);

  data::ArrivingDataset some({test::kSide, test::kSide, 1}, test::kClasses, all.size());
  const NeededImages needed = needed_images(options, kTraining, kValidation);
  for (const auto& [first, count] : {needed.validation, needed.training}) {
    const data::DatasetView part = all.view().slice(first, count);
    some.put(first, part.pixels, part.labels);
  }

  CHECK(trained(some.images(needed.training), some.images(needed.validation), options) ==
        trained(all.view().slice(0, kTraining), all.view().slice(kTraining, kValidation), options));
}

}  // namespace atelier::train
