#include "atelier/train/evaluation.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "train/synthetic_data.h"

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using Catch::Matchers::WithinRel;

nn::NetworkSpec dense_network() {
  return nn::network_from_json(R"({"input": [1, 1, 3], "layers": [{"type": "flatten"},
                                   {"type": "dense", "units": 3, "activation": "softmax"}]})");
}

/// A network whose logits are the pixels: it names the brightest channel.
nn::Network brightest_channel(ThreadPool& pool) {
  nn::Network network(dense_network(), pool);
  const std::span<float> parameters = network.mutable_parameters();
  parameters[0] = parameters[4] = parameters[8] = 1;
  return network;
}

/// Images with one bright channel, `bright`, labelled `labels`.
data::Dataset one_bright(const std::vector<std::uint8_t>& bright,
                         const std::vector<std::uint8_t>& labels) {
  data::Dataset dataset({1, 1, 3}, 3);
  for (std::size_t image = 0; image < bright.size(); ++image) {
    std::vector<std::uint8_t> pixels(3);
    pixels[bright[image]] = 255;
    dataset.append(pixels, std::span(labels).subspan(image, 1));
  }
  return dataset;
}

}  // namespace

TEST_CASE("A confusion matrix counts what was taken for what") {
  ConfusionMatrix confusion(3);
  CHECK(confusion.accuracy() == 0);
  CHECK(confusion.precision(0) == 0);
  CHECK(confusion.recall(0) == 0);

  confusion.add(0, 0);
  confusion.add(0, 0);
  confusion.add(0, 1);
  confusion.add(1, 0);
  confusion.add(2, 0);
  CHECK(confusion.class_count() == 3);
  CHECK(confusion.total() == 5);
  CHECK(confusion.count(0, 0) == 2);
  CHECK(confusion.count(0, 1) == 1);
  CHECK(confusion.count(1, 0) == 1);
  CHECK(confusion.count(1, 1) == 0);
  CHECK(confusion.accuracy() == 2.0 / 5);
  CHECK(confusion.precision(0) == 2.0 / 4);
  CHECK(confusion.recall(0) == 2.0 / 3);
  CHECK(confusion.precision(1) == 0);
  CHECK(confusion.precision(2) == 0);  // Never predicted.
  CHECK(confusion.recall(2) == 0);
  CHECK(confusion.images_of(0) == 3);
  CHECK(confusion.images_of(1) == 1);
  // 2 / (1 / precision + 1 / recall), precision and recall being 1/2 and 2/3.
  CHECK_THAT(confusion.f1(0), WithinRel(4.0 / 7, 1e-12));
  CHECK(confusion.f1(1) == 0);
  CHECK(confusion.f1(2) == 0);
}

TEST_CASE("Confusions are listed by how often they happened, with their share of the true class") {
  ConfusionMatrix confusion(3);
  CHECK(frequent_confusions(confusion).empty());
  confusion.add(0, 0);
  CHECK(frequent_confusions(confusion).empty());

  confusion.add(2, 0);
  for (int time = 0; time < 3; ++time)
    confusion.add(0, 1);
  confusion.add(1, 2);
  const std::vector<Confusion> list = frequent_confusions(confusion);
  REQUIRE(list.size() == 3);
  CHECK(list[0].label == 0);
  CHECK(list[0].prediction == 1);
  CHECK(list[0].count == 3);
  CHECK(list[0].share == 0.75);
  // Of equally frequent ones, the first class first.
  CHECK(list[1].label == 1);
  CHECK(list[2].label == 2);
  CHECK(list[2].share == 1);
}

TEST_CASE("An evaluation reports loss, accuracy and confusion") {
  ThreadPool pool(1);
  nn::Network network = brightest_channel(pool);
  const data::Dataset dataset = one_bright({0, 1, 2, 2, 0}, {0, 1, 2, 0, 1});
  const Evaluation evaluation = evaluate(network, dataset.view());
  CHECK(evaluation.finished());
  CHECK(evaluation.images_done() == 5);
  CHECK(evaluation.accuracy() == 3.0 / 5);
  CHECK(evaluation.confusion().count(0, 2) == 1);
  CHECK(evaluation.confusion().count(1, 0) == 1);
  CHECK(evaluation.confusion().count(2, 2) == 1);
  // Logits are 1 for the bright channel and 0 for the others.
  const double right = -std::log(std::exp(1.0) / (std::exp(1.0) + 2));
  const double wrong = -std::log(1 / (std::exp(1.0) + 2));
  CHECK_THAT(evaluation.loss(), WithinRel((3 * right + 2 * wrong) / 5, 1e-6));
}

TEST_CASE("An evaluation in pieces can be asked at any time how far it is and what it has found") {
  ThreadPool pool(1);
  nn::Network network = brightest_channel(pool);
  const data::Dataset dataset = one_bright({0, 1, 2, 2, 0}, {0, 1, 2, 0, 1});
  Evaluation evaluation(network, dataset.view(), {.batch_size = 2});
  CHECK(evaluation.loss() == 0);
  CHECK(evaluation.accuracy() == 0);
  CHECK(evaluation.advance());
  CHECK(evaluation.images_done() == 2);
  CHECK(evaluation.accuracy() == 1);
  CHECK(evaluation.advance());
  CHECK_FALSE(evaluation.finished());
  CHECK(evaluation.advance());
  CHECK(evaluation.finished());
  CHECK_FALSE(evaluation.advance());
  CHECK(evaluation.images_done() == 5);
  CHECK(evaluation.accuracy() == evaluate(network, dataset.view()).accuracy());
}

TEST_CASE("An evaluation keeps what was answered to each image if asked to") {
  ThreadPool pool(1);
  nn::Network network = brightest_channel(pool);
  const data::Dataset dataset = one_bright({0, 1, 2}, {0, 1, 0});
  CHECK(evaluate(network, dataset.view()).answers().predictions.empty());

  const bool flip = GENERATE(false, true);
  const Evaluation evaluation =
      evaluate(network, dataset.view(),
               {.batch_size = 2,
                .views = flip ? TestViews::kFlipAveraging
                              : TestViews::kPlain,  // One pixel is its own mirror.
                .keep_answers = true});
  const Answers& answers = evaluation.answers();
  CHECK(answers.predictions == std::vector<std::uint32_t>{0, 1, 2});
  REQUIRE(answers.probabilities.size() == 9);
  const double bright = std::exp(1.0) / (std::exp(1.0) + 2);
  const double dark = 1 / (std::exp(1.0) + 2);
  for (std::size_t image = 0; image < 3; ++image) {
    for (std::size_t label = 0; label < 3; ++label) {
      CHECK_THAT(answers.probabilities[3 * image + label],
                 WithinRel(label == image ? bright : dark, 1e-5));
    }
  }
}

TEST_CASE("Mistakes are listed by how sure the network was of them") {
  const Answers answers = {.predictions = {0, 1, 0, 1, 1},
                           .probabilities = {0.75F, 0.25F, 0.5F, 0.5F, 1, 0, 0.25F, 0.75F, 0, 1}};
  const std::vector<std::uint8_t> labels = {0, 0, 1, 0, 0};
  const std::vector<Mistake> mistakes = confident_mistakes(answers, labels);
  REQUIRE(mistakes.size() == 4);
  // Equally sure: as they come in the data.
  CHECK(mistakes[0].index == 2);
  CHECK(mistakes[0].label == 1);
  CHECK(mistakes[0].prediction == 0);
  CHECK(mistakes[0].probability == 1);
  CHECK(mistakes[0].label_probability == 0);
  CHECK(mistakes[1].index == 4);
  CHECK(mistakes[2].index == 3);
  CHECK(mistakes[3].index == 1);
  CHECK_THROWS_MATCHES(confident_mistakes(answers, std::span(labels).first(4)),
                       std::invalid_argument, Message("mistakes: 4 labels for 5 answers"));
}

TEST_CASE("A calibration changes the answers of an evaluation, and none of its figures") {
  ThreadPool pool(1);
  nn::Network network = brightest_channel(pool);
  const data::Dataset dataset = one_bright({0, 1, 2, 1}, {0, 1, 1, 2});
  const nn::Calibration calibration = {.temperature = 0.5F};
  const TestViews views = GENERATE(TestViews::kPlain, TestViews::kFlipAveraging);
  const Evaluation plain =
      evaluate(network, dataset.view(), {.batch_size = 3, .views = views, .keep_answers = true});
  const Evaluation calibrated =
      evaluate(network, dataset.view(),
               {.batch_size = 3, .views = views, .keep_answers = true, .calibration = calibration});
  CHECK(calibrated.loss() == plain.loss());
  CHECK(calibrated.accuracy() == plain.accuracy());
  CHECK(calibrated.answers().predictions == plain.answers().predictions);
  std::vector<float> expected = plain.answers().probabilities;
  nn::apply(calibration, expected, 3);
  CHECK(calibrated.answers().probabilities == expected);
  CHECK(calibrated.answers().probabilities != plain.answers().probabilities);
}

TEST_CASE("Flip averaging answers with the mean probabilities of an image and its mirror image") {
  ThreadPool pool(1);
  // Two pixels, of which the left one speaks for class 0 and the right one for class 1; class 2 has
  // the logit 0.25.
  nn::Network network(nn::network_from_json(R"({"input": [1, 2, 1], "layers": [
                          {"type": "flatten"},
                          {"type": "dense", "units": 3, "activation": "softmax"}]})"),
                      pool);
  const std::span<float> parameters = network.mutable_parameters();
  parameters[0] = parameters[4] = 2;
  parameters[8] = 0.25F;
  data::Dataset dataset({1, 2, 1}, 3);
  dataset.append(std::vector<std::uint8_t>{255, 0, 51, 102}, std::vector<std::uint8_t>{0, 2});

  // Each of classes 0 and 1 gets the mean of both logits' probabilities; class 2 stays the same.
  const auto probabilities = [](double left, double right) {
    const double sum = std::exp(left) + std::exp(right) + std::exp(0.25);
    return std::array{(std::exp(left) + std::exp(right)) / 2 / sum, std::exp(0.25) / sum};
  };
  const double first = probabilities(2, 0)[0];
  const double second = probabilities(0.4, 0.8)[1];

  const Evaluation averaged =
      evaluate(network, dataset.view(), {.views = TestViews::kFlipAveraging});
  CHECK_THAT(averaged.loss(), WithinRel(-(std::log(first) + std::log(second)) / 2, 1e-6));
  CHECK(averaged.images_done() == 2);
  CHECK(averaged.confusion().count(2, 2) == 0);  // 0.8 and 0.4 speak against it together.
  CHECK(evaluate(network, dataset.view()).loss() != averaged.loss());
}

TEST_CASE("Flip averaging does not care which of an image and its mirror image it is given") {
  ThreadPool pool(1);
  nn::Network network(test::bars_network(), pool);
  network.initialize(3);
  const data::Dataset plain = test::bars(20, 1);
  data::Dataset mirrored({test::kSide, test::kSide, 1}, test::kClasses);
  for (std::size_t image = 0; image < plain.size(); ++image) {
    const auto pixels = plain.view().slice(image, 1).pixels;
    std::vector<std::uint8_t> turned(pixels.begin(), pixels.end());
    for (std::size_t row = 0; row < test::kSide; ++row) {
      const auto begin = turned.begin() + static_cast<std::ptrdiff_t>(row * test::kSide);
      std::reverse(begin, begin + test::kSide);
    }
    mirrored.append(turned, plain.view().slice(image, 1).labels);
  }
  const Evaluation one = evaluate(network, plain.view(), {.views = TestViews::kFlipAveraging});
  const Evaluation other = evaluate(network, mirrored.view(), {.views = TestViews::kFlipAveraging});
  // The two terms of each mean are the same numbers in the other order.
  CHECK(one.loss() == other.loss());
  CHECK(one.accuracy() == other.accuracy());
}

TEST_CASE("An evaluation of no images is finished at once") {
  ThreadPool pool(1);
  nn::Network network = brightest_channel(pool);
  const data::Dataset empty({1, 1, 3}, 3);
  const Evaluation evaluation = evaluate(network, empty.view());
  CHECK(evaluation.finished());
  CHECK(evaluation.loss() == 0);
}

TEST_CASE("Data that the network was not made for are refused with both shapes or counts") {
  ThreadPool pool(1);
  nn::Network network(dense_network(), pool);
  const data::Dataset other_shape({1, 3, 1}, 3);
  CHECK_THROWS_MATCHES(
      Evaluation(network, other_shape.view()), std::invalid_argument,
      Message("evaluation: the network takes images [1, 1, 3], the data has [1, 3, 1]"));
  const data::Dataset other_classes({1, 1, 3}, 4);
  CHECK_THROWS_MATCHES(Evaluation(network, other_classes.view()), std::invalid_argument,
                       Message("evaluation: the network tells 3 classes, the data has 4"));
  const data::Dataset fits({1, 1, 3}, 3);
  CHECK_THROWS_MATCHES(Evaluation(network, fits.view(), {.batch_size = 0}), std::invalid_argument,
                       Message("evaluation: batch size must be at least 1"));
}

}  // namespace atelier::train
