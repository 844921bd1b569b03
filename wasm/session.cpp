#include "session.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "atelier/data/fashion_mnist.h"
#include "atelier/data/idx.h"
#include "atelier/nn/certainty.h"
#include "atelier/nn/folding.h"
#include "atelier/nn/json_text.h"
#include "atelier/train/calibrate.h"
#include "atelier/train/checkpoint.h"
#include "atelier/train/train_options_json.h"

#include "time_left.h"

namespace atelier::wasm {
namespace {

namespace fashion_mnist = data::fashion_mnist;
using Json = nlohmann::ordered_json;

constexpr std::size_t kTestCount = 10'000;
constexpr std::size_t kAllTrainingCount =
    fashion_mnist::kTrainingCount + fashion_mnist::kValidationCount;

Shape image_shape() {
  return {data::PreparedPicture::kSide, data::PreparedPicture::kSide, 1};
}

std::vector<std::string> class_names() {
  return {fashion_mnist::kClassNames.begin(), fashion_mnist::kClassNames.end()};
}

void put(data::ArrivingDataset& dataset, const std::string& what, std::size_t first,
         std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels) {
  const data::IdxArray pixels = data::parse_idx(images, what + " images");
  const data::IdxArray classes = data::parse_idx(labels, what + " labels");
  constexpr std::size_t kSide = data::PreparedPicture::kSide;
  if (pixels.sizes.size() != 3 || pixels.sizes[1] != kSide || pixels.sizes[2] != kSide) {
    throw std::runtime_error(what + " images: expected pictures of 28x28 pixels");
  }
  dataset.put(first, pixels.values, classes.values);
}

/// The test accuracy that a model file's training summary states.
std::optional<double> stated_accuracy(const io::ModelInfo& info) {
  const auto summary = nn::try_parse_json(info.training_summary);
  const Json* result = nn::find_key(summary, "result");
  if (result == nullptr)
    return std::nullopt;
  const Json* accuracy = nn::find_key(*result, "test_accuracy");
  if (accuracy == nullptr || !accuracy->is_number())
    return std::nullopt;
  return accuracy->get<double>();
}

}  // namespace

Session::Session(std::size_t threads)
    : pool_(threads),
      training_data_(image_shape(), fashion_mnist::kClassNames.size(), kAllTrainingCount),
      test_data_(image_shape(), fashion_mnist::kClassNames.size(), kTestCount) {}

void Session::put_training(std::size_t first, std::span<const std::uint8_t> images,
                           std::span<const std::uint8_t> labels) {
  put(training_data_, "training", first, images, labels);
}

void Session::put_test(std::size_t first, std::span<const std::uint8_t> images,
                       std::span<const std::uint8_t> labels) {
  put(test_data_, "test", first, images, labels);
}

train::NeededImages Session::images_for(const train::TrainOptions& options) {
  return train::needed_images(options, fashion_mnist::kTrainingCount,
                              fashion_mnist::kValidationCount);
}

train::NeededImages Session::images_for(std::span<const std::uint8_t> checkpoint) {
  return images_for(train::read_checkpoint(checkpoint).options);
}

void Session::start_training(const nn::NetworkSpec& spec, const train::TrainOptions& options) {
  begin_training(spec, options, nullptr);
}

void Session::resume_training(std::span<const std::uint8_t> checkpoint) {
  const train::Checkpoint training = train::read_checkpoint(checkpoint);
  begin_training(training.network, training.options, &training.state);
}

std::vector<std::uint8_t> Session::checkpoint() const {
  if (!trainer_ || !trainer_->is_between_epochs())
    return {};
  return train::write_checkpoint({.network = slot(Origin::kTrained).network->spec(),
                                  .options = options_,
                                  .state = trainer_->state()});
}

void Session::begin_training(const nn::NetworkSpec& spec, const train::TrainOptions& options,
                             const train::TrainerState* state) {
  const train::NeededImages needed = images_for(options);
  const data::DatasetView training = training_data_.images(needed.training);
  const data::DatasetView validation = training_data_.images(needed.validation);
  test_images();
  auto network = std::make_unique<nn::Network>(spec, pool_);
  auto trainer = state == nullptr ? std::make_unique<train::Trainer>(*network, training, validation,
                                                                     options, pool_)
                                  : std::make_unique<train::Trainer>(*network, training, validation,
                                                                     options, pool_, *state);

  // Nothing throws from here on.
  test_.reset();
  trainer_ = std::move(trainer);
  options_ = options;
  image_count_ = training.size();
  slot(Origin::kTrained) = {.network = std::move(network),
                            .folded = nullptr,
                            .info = {.class_names = class_names(), .training_summary = ""},
                            .test_accuracy = std::nullopt};
  in_use_ = Origin::kTrained;
}

TrainingStatus Session::advance(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  train::Trainer& trainer = last_trainer();
  try {
    if (trainer.progress().phase != train::Phase::kFinished) {
      trainer.advance({.time = time, .epoch_end = true});
    } else if (!test()) {
      advance_test(end);
    }
  } catch (...) {
    give_up_training();
    throw;
  }
  return status();
}

void Session::give_up_training() {
  test_.reset();
  trainer_.reset();
  slot(Origin::kTrained) = {};
  if (in_use_ == Origin::kTrained) {
    in_use_ = slot(Origin::kPretrained).network ? Origin::kPretrained : Origin::kOpened;
  }
}

void Session::begin_test() {
  Model& trained = slot(Origin::kTrained);
  trained.folded = nn::make_folded_network(*trained.network, pool_);
  const data::DatasetView validation = training_data_.images(images_for(options_).validation);
  validation_ = std::make_unique<train::Evaluation>(trained.for_inference(), validation,
                                                    train::EvaluationOptions{.keep_answers = true});
  test_ = std::make_unique<train::Evaluation>(trained.for_inference(), test_images());
}

void Session::advance_test(std::chrono::steady_clock::time_point end) {
  if (!test_)
    begin_test();
  Model& trained = slot(Origin::kTrained);
  while ((validation_->advance() || test_->advance()) && std::chrono::steady_clock::now() < end) {
  }
  if (validation_->finished() && !trained.info.calibration)
    calibrate();
  if (test_->finished()) {
    trained.test_accuracy = test_->accuracy();
    trained.info.training_summary = training_summary();
  }
}

void Session::calibrate() {
  const data::DatasetView validation = training_data_.images(images_for(options_).validation);
  // Large weights may be finite, and answers no numbers.
  if (validation.size() == 0 || !std::isfinite(validation_->loss()))
    return;
  slot(Origin::kTrained).info.calibration = train::calibrate(
      {.probabilities = validation_->answers().probabilities, .labels = validation.labels});
}

void Session::stop_training() {
  last_trainer().stop();
}

void Session::stop_after_epoch() {
  last_trainer().stop_after_epoch();
}

void Session::extend_training(std::size_t epochs) {
  last_trainer().extend(epochs);
  test_.reset();
  Model& model = slot(Origin::kTrained);
  model.folded.reset();
  model.test_accuracy.reset();
  model.info.calibration.reset();
  model.info.training_summary.clear();
  in_use_ = Origin::kTrained;
}

data::Plane<std::uint8_t> Session::augmentation_sheet(const train::TrainOptions& options,
                                                      std::size_t images,
                                                      std::size_t versions) const {
  const data::DatasetView all = training_data_.images(kSheetImages);
  const data::Augmentation augmentation(options.augmentation, image_shape(), options.seed);
  return data::contact_sheet(all, data::one_of_each_class(all, images), augmentation,
                             {.versions = versions, .magnification = 2});
}

std::span<const train::EpochRecord> Session::history() const {
  if (!trainer_)
    return {};
  return trainer_->history();
}

const train::Evaluation* Session::test() const {
  return test_ && test_->finished() ? test_.get() : nullptr;
}

Classification Session::classify(const data::PictureView& picture) {
  const Model& model = existing(in_use_);
  nn::Network& network = model.for_inference();
  Classification result;
  result.picture = data::prepare(picture);
  const std::array<std::uint8_t, 1> no_label{};
  picture_batch_.gather_range({.image_shape = image_shape(),
                               .pixels = result.picture.pixels,
                               .labels = no_label,
                               .class_count = network.class_count()},
                              0, 1);
  const nn::Calibration calibration = model.calibration();
  result.probabilities = network.predict(picture_batch_.images(), 1);
  nn::apply(calibration, result.probabilities, network.class_count());
  result.unsure = nn::is_unsure(result.probabilities, calibration.certain_from);
  return result;
}

std::vector<float> Session::answers(std::span<const std::uint8_t> pixels) {
  const Model& model = existing(in_use_);
  nn::Network& network = model.for_inference();
  const std::vector<std::uint8_t> no_labels(pixels.size() / image_shape().element_count());
  data::Dataset images(image_shape(), network.class_count());
  images.append(pixels, no_labels);
  data::Batch batch;
  batch.gather_range(images.view(), 0, images.size());
  std::vector<float> probabilities = network.predict(batch.images(), images.size());
  nn::apply(model.calibration(), probabilities, network.class_count());
  return probabilities;
}

std::unique_ptr<Teaching> Session::teach(std::span<const std::uint8_t> pixels,
                                         std::span<const std::uint8_t> labels) {
  const Origin from = in_use_ == Origin::kTaught ? taught_from_ : in_use_;
  if (from == Origin::kTrained && trainer_ && !test()) {
    throw std::invalid_argument("The network is in training: it can be taught afterwards.");
  }
  const nn::Network& network = *existing(from).network;
  data::Dataset own(image_shape(), network.class_count());
  own.append(pixels, labels);
  auto teaching = std::make_unique<Teaching>(network, std::move(own),
                                             training_data_.images(kFamiliarImages), pool_);
  taught_from_ = from;
  return teaching;
}

void Session::use_taught(Teaching& teaching) {
  Model model{.network = teaching.take_network(),
              .folded = nullptr,
              .info = {.class_names = existing(taught_from_).info.class_names,
                       .training_summary = "",
                       .calibration = existing(taught_from_).info.calibration},
              .test_accuracy = std::nullopt};
  model.folded = nn::make_folded_network(*model.network, pool_);
  slot(Origin::kTaught) = std::move(model);
  in_use_ = Origin::kTaught;
}

data::DatasetView Session::test_images() const {
  return test_data_.images({.first = 0, .count = kTestCount});
}

std::unique_ptr<Examination> Session::examine() {
  const Model& model = existing(in_use_);
  return std::make_unique<Examination>(*model.network, model.calibration(), test_images(), pool_);
}

std::vector<std::uint8_t> Session::test_pixels(std::span<const std::uint32_t> indices) const {
  std::vector<std::uint8_t> pixels;
  for (const std::uint32_t index : indices) {
    const data::DatasetView image = test_data_.images({.first = index, .count = 1});
    pixels.insert(pixels.end(), image.pixels.begin(), image.pixels.end());
  }
  return pixels;
}

void Session::load_model(std::span<const std::uint8_t> bytes, Origin origin) {
  if (origin == Origin::kTraining)
    throw std::invalid_argument("load_model: a file's network is not in training");
  if (origin == Origin::kTaught)
    existing(in_use_);
  io::Model file = io::read_model(bytes);
  if (file.network.input != image_shape()) {
    throw std::invalid_argument("model file: its network takes images of " +
                                file.network.input.to_string() + ", expected " +
                                image_shape().to_string());
  }
  auto network = std::make_unique<nn::Network>(io::make_network(file, pool_));
  const std::optional<double> accuracy = stated_accuracy(file.info);
  auto folded = nn::make_folded_network(*network, pool_);
  Model model{.network = std::move(network),
              .folded = std::move(folded),
              .info = std::move(file.info),
              .test_accuracy = accuracy};

  // Nothing throws from here on.
  if (origin == Origin::kTrained) {
    test_.reset();
    trainer_.reset();
  }
  if (origin == Origin::kTaught && in_use_ != Origin::kTaught)
    taught_from_ = in_use_;
  slot(origin) = std::move(model);
  in_use_ = origin;
}

std::vector<std::uint8_t> Session::save_model(Origin origin, io::Precision precision) const {
  const Model& model = existing(origin);
  return io::write_model(*model.network, model.info, precision);
}

void Session::use_model(Origin origin) {
  existing(origin);
  in_use_ = origin == Origin::kTraining ? Origin::kTrained : origin;
}

const Model* Session::model() const {
  const Model& model = slot(in_use_);
  return model.network ? &model : nullptr;
}

Origin Session::origin() const {
  const bool unfinished = trainer_ && !test();
  return in_use_ == Origin::kTrained && unfinished ? Origin::kTraining : in_use_;
}

train::Trainer& Session::last_trainer() const {
  if (!trainer_)
    throw std::logic_error("training: none was started");
  return *trainer_;
}

std::size_t Session::slot_index(Origin origin) {
  switch (origin) {
    case Origin::kPretrained:
      return 0;
    case Origin::kTraining:
    case Origin::kTrained:
      return 1;
    case Origin::kOpened:
      return 2;
    case Origin::kTaught:
      break;
  }
  return 3;
}

const Model& Session::existing(Origin origin) const {
  const Model& model = slot(origin);
  if (!model.network) {
    throw std::invalid_argument("There is no such network yet: train one, or open a model file.");
  }
  return model;
}

std::string Session::training_summary() const {
  const train::Progress& progress = trainer_->progress();
  const Json result = nn::json_object({{"outcome", train::to_string(progress.outcome)},
                                       {"epochs_done", trainer_->history().size()},
                                       {"best_epoch", progress.best_epoch},
                                       {"test_loss", test_->loss()},
                                       {"test_accuracy", test_->accuracy()}});
  return nn::to_json_text(
      nn::json_object({{"network_name", slot(Origin::kTrained).network->spec().name},
                       {"options", train::train_options_to_json(options_)},
                       {"result", result}}));
}

TrainingStatus Session::status() const {
  TrainingStatus status;
  status.progress = trainer_->progress();
  status.step = status.progress.step;
  status.steps = status.progress.steps;
  if (status.progress.phase != train::Phase::kFinished) {
    status.stage =
        status.progress.phase == train::Phase::kTraining ? Stage::kTraining : Stage::kValidating;
    status.seconds_left = seconds_left(status.progress, image_count_,
                                       kTestCount + fashion_mnist::kValidationCount, options_);
    return status;
  }
  status.stage = test() ? Stage::kFinished : Stage::kTesting;
  status.step = test_ ? validation_->images_done() + test_->images_done() : 0;
  status.steps = images_for(options_).validation.count + test_data_.size();
  if (test())
    status.seconds_left = 0;
  return status;
}

}  // namespace atelier::wasm
