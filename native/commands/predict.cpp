#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "atelier/base/message.h"
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"
#include "atelier/data/picture.h"
#include "atelier/io/model_file.h"
#include "atelier/nn/calibration.h"
#include "atelier/nn/folding.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "image_file.h"
#include "inputs.h"
#include "terminal.h"
#include "text.h"

namespace atelier::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNothingToSee = "nothing to see: the picture is blank";

struct Arguments {
  std::string model;
  std::vector<std::string> images;
  bool json = false;
  bool prepared = false;
};

/// The pixels of a picture that is in the data set's form already. Throws std::runtime_error that
/// starts with the path if it is not 28x28.
std::vector<std::uint8_t> as_prepared(const data::PictureView& picture, const std::string& file) {
  constexpr std::size_t kSide = data::PreparedPicture::kSide;
  if (picture.width != kSide || picture.height != kSide) {
    throw std::runtime_error(fmt::format("{}: is {}x{} pixels; --prepared takes {}x{} alone", file,
                                         picture.width, picture.height, kSide, kSide));
  }
  std::vector<std::uint8_t> pixels(kSide * kSide);
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = picture.rgba[4 * i + 1];  // Grey: red, green and blue are the same.
  return pixels;
}

/// A model that answers for picture files.
class Classifier {
 public:
  /// @param prepared whether pictures are in the data set's form already.
  Classifier(const io::Model& model, bool prepared)
      : prepared_(prepared),
        class_names_(model.info.class_names),
        calibration_(model.info.calibration.value_or(nn::Calibration{})),
        pool_(1),  // A single small picture gains nothing from more.
        network_(io::make_network(model, pool_)),
        folded_(nn::make_folded_network(network_, pool_)) {
    constexpr std::size_t kSide = data::PreparedPicture::kSide;
    const Shape expected = {kSide, kSide, 1};
    if (network_.spec().input != expected) {
      throw std::runtime_error(
          fmt::format("predict: pictures are prepared to {}, but the model takes {}",
                      expected.to_string(), network_.spec().input.to_string()));
    }
  }

  const std::vector<std::string>& class_names() const { return class_names_; }

  /// One probability a class; nothing if the picture is blank. Throws as ImageFile and as_prepared
  /// do.
  std::optional<std::vector<float>> classify(const std::string& file) {
    const ImageFile image(file);
    std::vector<std::uint8_t> pixels;
    if (prepared_) {
      pixels = as_prepared(image.picture(), file);
    } else {
      data::PreparedPicture prepared = data::prepare(image.picture());
      if (prepared.blank)
        return std::nullopt;
      pixels = std::move(prepared.pixels);
    }
    // By way of a batch, so that pixels are scaled exactly as in training.
    data::Dataset single(network_.spec().input, class_names_.size());
    single.append(pixels, std::vector<std::uint8_t>{0});
    batch_.gather_range(single.view(), 0, 1);
    return nn::calibrated((folded_ ? *folded_ : network_).predict(batch_.images(), 1),
                          calibration_);
  }

  bool is_unsure(std::span<const float> probabilities) const {
    return nn::is_unsure(probabilities, calibration_.certain_from);
  }

 private:
  bool prepared_;
  std::vector<std::string> class_names_;
  nn::Calibration calibration_;
  ThreadPool pool_;
  nn::Network network_;
  std::unique_ptr<nn::Network> folded_;  ///< Null if there is nothing to fold.
  data::Batch batch_;
};

/// Labels, the most probable first.
std::vector<std::size_t> ranking(std::span<const float> probabilities) {
  std::vector<std::size_t> labels(probabilities.size());
  std::iota(labels.begin(), labels.end(), std::size_t{0});
  std::ranges::stable_sort(labels, std::greater{},
                           [&](std::size_t label) { return probabilities[label]; });
  return labels;
}

std::string in_words(const std::string& file, std::span<const float> probabilities,
                     const Classifier& classifier) {
  const std::vector<std::string>& names = classifier.class_names();
  constexpr std::size_t kShown = 3;
  const std::vector<std::size_t> labels = ranking(probabilities);
  std::string line = file + (classifier.is_unsure(probabilities) ? ": not sure: " : ": ");
  for (std::size_t place = 0; place < std::min(kShown, labels.size()); ++place) {
    const std::size_t label = labels[place];
    if (place > 0)
      line += place == 1 ? "  (then " : ", ";
    line += fmt::format("{} {:.1f} %", names[label], 100 * probabilities[label]);
  }
  return labels.size() > 1 ? line + ")" : line;
}

std::string in_json(const std::string& file, const std::optional<std::vector<float>>& probabilities,
                    const Classifier& classifier) {
  Json json = {{"file", file}};
  if (probabilities) {
    const std::size_t label = ranking(*probabilities).front();
    Json numbers = Json::array();
    for (const float probability : *probabilities)
      numbers.push_back(shortest_decimal(probability));
    json["label"] = label;
    json["class"] = classifier.class_names()[label];
    json["unsure"] = classifier.is_unsure(*probabilities);
    json["probabilities"] = numbers;
  } else {
    json["label"] = nullptr;
    json["class"] = nullptr;
    json["unsure"] = nullptr;
    json["probabilities"] = nullptr;
    json["note"] = kNothingToSee;
  }
  // File names may hold any bytes; JSON may not.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int predict(const Arguments& arguments) {
  Classifier classifier(load_model(arguments.model), arguments.prepared);
  int exit_code = kSuccess;
  for (const std::string& file : arguments.images) {
    std::optional<std::vector<float>> probabilities;
    try {
      probabilities = classifier.classify(file);
    } catch (const std::bad_alloc&) {
      say(fmt::format("atelier: {}: not enough memory for this picture", file));
      exit_code = kFailure;
      continue;
    } catch (const std::exception& error) {
      say(fmt::format("atelier: {}", error.what()));
      exit_code = kFailure;
      continue;
    }
    if (arguments.json) {
      print_line(in_json(file, probabilities, classifier));
    } else {
      print_line(probabilities ? in_words(file, *probabilities, classifier)
                               : fmt::format("{}: {}", file, kNothingToSee));
    }
  }
  return exit_code;
}

constexpr const char* kFooter =
    R"(Pictures may have any size up to 16,384 pixels a side and 100 million in all, colour or
grey, dark on light or light on dark, with or without transparency. Each is brought to
what Fashion-MNIST looks like: one garment, bright on black, filling 28x28 pixels.

With --json, one object a line:
  {"file": "bag.png", "label": 8, "class": "Bag", "unsure": false,
   "probabilities": [10 numbers]}
A picture with nothing to see has null for all but the file, and a "note". An answer is
unsure if its probability is below that of nearly all test images: the model's file says
where that is.

A file that cannot be used is named on standard error with the reason; the others are
answered, and the exit code is 1.)";

}  // namespace

void add_predict_command(CLI::App& application, Action& action) {
  CLI::App* command =
      application.add_subcommand("predict", "Say what is in pictures (PNG and JPEG files)");
  const auto arguments = std::make_shared<Arguments>();
  add_model_option(*command, arguments->model);
  command->add_option("image", arguments->images, "The pictures")->type_name("IMAGE")->required();
  command->add_flag("--json", arguments->json, "Print JSON, one object a line");
  command->add_flag("--prepared", arguments->prepared,
                    "The pictures are 28x28, bright on black, as in the data set: take them as "
                    "they are");
  command->footer(kFooter);
  command->final_callback(
      [arguments, &action] { action = [arguments] { return predict(*arguments); }; });
}

}  // namespace atelier::cli
