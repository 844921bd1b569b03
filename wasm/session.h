#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/data/arriving_dataset.h"
#include "atelier/data/augmentation/contact_sheet.h"
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/data/picture.h"
#include "atelier/io/model_file.h"
#include "atelier/nn/network.h"
#include "atelier/train/evaluation.h"
#include "atelier/train/history.h"
#include "atelier/train/train_options.h"
#include "atelier/train/trainer.h"

#include "examination.h"
#include "teaching.h"

namespace atelier::wasm {

/// Where the network in use comes from.
enum class Origin {
  kPretrained,  ///< Shipped with the page.
  kTraining,    ///< Being trained.
  kTrained,     ///< Trained in this session.
  kOpened,      ///< From a file of the visitor's.
  kTaught,      ///< One of these, taught the visitor's own images.
};

/// A network in this session and what is known about it.
struct Model {
  std::unique_ptr<nn::Network> network;
  std::unique_ptr<nn::Network> folded;  ///< For inference, once it is not in training any more;
                                        ///< null where there is nothing to fold.
  io::ModelInfo info;
  std::optional<double> test_accuracy;  ///< 0 to 1.

  nn::Network& for_inference() const { return folded ? *folded : *network; }
  nn::Calibration calibration() const { return info.calibration.value_or(nn::Calibration{}); }
};

/// What the network in use makes of a picture.
struct Classification {
  std::vector<float> probabilities;  ///< One for each class, adding up to 1; calibrated.
  bool unsure = false;               ///< They are too thin an evidence; see nn::is_unsure.
  data::PreparedPicture picture;     ///< What the network saw.
};

/// The stages of a training, the test of its result included.
enum class Stage { kTraining, kValidating, kTesting, kFinished };

/// Where a training stands.
struct TrainingStatus {
  Stage stage = Stage::kTraining;
  train::Progress progress;  ///< The trainer's; its phase is `stage` until that is kTesting.
  std::size_t step = 0;      ///< Done in this stage.
  std::size_t steps = 0;     ///< In this stage.
  std::optional<double> seconds_left;  ///< Until the end of the test; none in the first moments.
};

/// All that a page does with the engine, in one object: data, the networks, the training of one.
/// Bounded calls only, so that its one thread stays free for others in between: a training is
/// advanced in slices, and classify() works between any two of them. Nothing here knows JavaScript.
class Session {
 public:
  /// @param threads as ThreadPool's.
  explicit Session(std::size_t threads);

  /// Takes a shard of the training or test images, whose first image is at place `first` among
  /// them: the bytes of an IDX file of images and of one of labels. Shards may come in any order.
  /// Throws, leaving all as it was, if they are damaged or do not fit.
  void put_training(std::size_t first, std::span<const std::uint8_t> images,
                    std::span<const std::uint8_t> labels);
  void put_test(std::size_t first, std::span<const std::uint8_t> images,
                std::span<const std::uint8_t> labels);

  /// The images among the 60,000 training ones that must be here for a training with these options,
  /// or for going on from a checkpoint. Throw std::invalid_argument if there are not so many,
  /// std::runtime_error if the checkpoint is damaged.
  static train::NeededImages images_for(const train::TrainOptions& options);
  static train::NeededImages images_for(std::span<const std::uint8_t> checkpoint);

  /// Training images that must be here for augmentation_sheet(), and for teach().
  static constexpr data::ImageRange kSheetImages = {.first = 0, .count = 1000};
  static constexpr data::ImageRange kFamiliarImages = {.first = 0, .count = 4000};

  /// Starts training a network from new weights; it is the one in use from now on. Throws
  /// std::invalid_argument, leaving all as it was, if the network does not fit the images, an
  /// option is out of its range, or images are missing: those of images_for(), or a test image.
  void start_training(const nn::NetworkSpec& network, const train::TrainOptions& options);

  /// Takes up a training from the bytes that checkpoint() gave; in all else as start_training.
  /// Throws std::runtime_error, too, if they are damaged.
  void resume_training(std::span<const std::uint8_t> checkpoint);

  /// The training between two epochs, as train::write_checkpoint has it; empty if it is not there
  /// now.
  std::vector<std::uint8_t> checkpoint() const;

  /// Works on the training, then on the calibration of its result by the validation images (if
  /// there are any) and on its test, for about `time`, or until an epoch has ended; at least one
  /// step.
  /// Throws std::logic_error if none was started. If a step fails, by lack of memory above all, the
  /// training and its network are given up, and another network is in use.
  TrainingStatus advance(std::chrono::milliseconds time);

  /// Ends the training where it is; the test follows in further calls of advance().
  /// Throws std::logic_error if none was started.
  void stop_training();

  /// Ends it with the epoch it is in. Throws likewise.
  void stop_after_epoch();

  /// Goes on after the end for `epochs` more; see train::Trainer::extend. The network is in
  /// training again, and the one in use. Throws likewise, and as extend does.
  void extend_training(std::size_t epochs);

  /// What these options' augmentation makes of training images, one of each class in turn, in the
  /// first `versions` epochs; see data::contact_sheet. Throws std::invalid_argument if kSheetImages
  /// are not here.
  data::Plane<std::uint8_t> augmentation_sheet(const train::TrainOptions& options,
                                               std::size_t images, std::size_t versions) const;

  /// One record for each finished epoch of the last training.
  std::span<const train::EpochRecord> history() const;

  /// The test of the last training's result; null until it has finished.
  const train::Evaluation* test() const;

  /// Prepares a picture and runs the network in use on it. Throws std::logic_error if there is no
  /// network, std::invalid_argument if the picture is refused; see data::prepare.
  Classification classify(const data::PictureView& picture);

  /// All test images. Throws std::invalid_argument if one is not here.
  data::DatasetView test_images() const;

  /// Calibrated class probabilities of images as the network in use sees them, [images, classes].
  /// @param pixels [images, 28, 28], 0 to 255
  /// Throws std::invalid_argument if there is no network, or the pixels are not whole images.
  std::vector<float> answers(std::span<const std::uint8_t> pixels);

  /// Begins to teach the network in use images of the visitor's own; if that one is a taught one
  /// already, the network that it was made from, so that what is left out this time is unlearned.
  /// @param pixels [labels, 28, 28], 0 to 255, as the network sees them
  /// Throws std::invalid_argument if there is no network, it is in training, images do not fit it,
  /// or kFamiliarImages are not here.
  std::unique_ptr<Teaching> teach(std::span<const std::uint8_t> pixels,
                                  std::span<const std::uint8_t> labels);

  /// The network of a finished teaching is the one in use from now on.
  void use_taught(Teaching& teaching);

  /// Of the network in use, as it is now, on the test images. Throws std::invalid_argument if there
  /// is no network, or not all test images are here.
  std::unique_ptr<Examination> examine();

  /// Test images by their places, [indices, 28, 28]. Throws std::invalid_argument if one is not
  /// here.
  std::vector<std::uint8_t> test_pixels(std::span<const std::uint32_t> indices) const;

  /// Reads a model file; it is the network in use from now on, in the place of an earlier one of
  /// that origin. One of Origin::kTaught counts as made from the network that was in use, or from
  /// the one that a taught one in use was made from. Throws std::runtime_error, leaving all as it
  /// was, if the file is refused; std::invalid_argument for Origin::kTraining, for kTaught if no
  /// network is in use, or if its images are not those this session prepares.
  void load_model(std::span<const std::uint8_t> bytes, Origin origin);

  /// The network of that origin as a model file. Throws std::invalid_argument if there is none, or
  /// a weight is too large for half precision.
  std::vector<std::uint8_t> save_model(Origin origin,
                                       io::Precision precision = io::Precision::kSingle) const;

  /// Changes the network in use. Throws std::invalid_argument if there is none of that origin.
  void use_model(Origin origin);

  /// The network in use; null if there is none.
  const Model* model() const;

  /// Where the network in use comes from.
  Origin origin() const;

 private:
  void begin_training(const nn::NetworkSpec& network, const train::TrainOptions& options,
                      const train::TrainerState* state);
  train::Trainer& last_trainer() const;
  Model& slot(Origin origin) { return models_[slot_index(origin)]; }
  const Model& slot(Origin origin) const { return models_[slot_index(origin)]; }
  const Model& existing(Origin origin) const;
  void give_up_training();
  void begin_test();
  void advance_test(std::chrono::steady_clock::time_point end);
  void calibrate();
  std::string training_summary() const;
  TrainingStatus status() const;

  /// A network in training and the trained one are the same.
  static std::size_t slot_index(Origin origin);

  ThreadPool pool_;
  data::ArrivingDataset training_data_;
  data::ArrivingDataset test_data_;
  std::array<Model, 4> models_;
  Origin in_use_ = Origin::kPretrained;
  Origin taught_from_ = Origin::kPretrained;  ///< By the last call of teach().
  data::Batch picture_batch_;

  // The last training; both refer to the trained slot's network and to the data.
  train::TrainOptions options_;
  std::size_t image_count_ = 0;  ///< What an epoch trains on.
  std::unique_ptr<train::Trainer> trainer_;
  std::unique_ptr<train::Evaluation> validation_;  ///< Of its result, for the calibration; before
                                                   ///< the test.
  std::unique_ptr<train::Evaluation> test_;
};

}  // namespace atelier::wasm
