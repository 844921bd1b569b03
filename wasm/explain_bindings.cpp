// What a network gets wrong, and what it looks at, as JavaScript sees it.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "atelier/data/batch.h"
#include "atelier/explain/inside.h"
#include "atelier/explain/saliency.h"

#include "examination.h"
#include "module_session.h"
#include "values.h"

namespace atelier::wasm {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(ClassList)
EMSCRIPTEN_DECLARE_VAL_TYPE(ConfusionList)
EMSCRIPTEN_DECLARE_VAL_TYPE(LayerList)
EMSCRIPTEN_DECLARE_VAL_TYPE(FilterList)

/// Of the saliency's values, the share within its scale, as SmoothGrad's authors draw it.
constexpr double kSaliencyPercentile = 0.99;

struct ClassRow {
  std::size_t images = 0;
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

struct EvaluationRow {
  double loss = 0;
  double accuracy = 0;
  ClassList classes{val::undefined()};
  Numbers confusion{val::undefined()};
  ConfusionList confusions{val::undefined()};
  Bytes labels{val::undefined()};
  Numbers predictions{val::undefined()};
  Floats probabilities{val::undefined()};
  Numbers mistakes{val::undefined()};
};

struct TensorRow {
  Numbers shape{val::undefined()};
  Bytes values{val::undefined()};
  std::size_t zero = 0;
  float limit = 0;
};

struct LayerRow {
  Text name{val::undefined()};
  Text type{val::undefined()};
  TensorRow output;
};

struct FilterRow {
  Text name{val::undefined()};
  TensorRow kernel;
};

struct ExplanationRow {
  std::size_t label = 0;
  Bytes pixels{val::undefined()};
  TensorRow saliency;
  LayerList layers{val::undefined()};
};

/// The examination under way.
std::unique_ptr<Examination> examination;

Examination& current() {
  if (!examination)
    throw std::logic_error("examination: none was begun");
  return *examination;
}

std::size_t begin_examination() {
  examination = session().examine();
  return examination->image_count();
}

std::size_t advance_examination(double milliseconds) {
  return current().advance(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
}

void end_examination() {
  examination.reset();
}

EvaluationRow examined() {
  const train::Evaluation& evaluation = current().evaluation();
  const std::span<const std::uint8_t> labels = current().labels();
  const train::ConfusionMatrix& confusion = evaluation.confusion();
  val classes = val::array();
  for (std::size_t label = 0; label < confusion.class_count(); ++label) {
    classes.call<void>("push", ClassRow{.images = confusion.images_of(label),
                                        .precision = confusion.precision(label),
                                        .recall = confusion.recall(label),
                                        .f1 = confusion.f1(label)});
  }
  val confusions = val::array();
  for (const train::Confusion& kind : train::frequent_confusions(confusion))
    confusions.call<void>("push", kind);
  const train::Answers& answers = evaluation.answers();
  std::vector<std::size_t> mistakes;
  for (const train::Mistake& mistake : train::confident_mistakes(answers, labels))
    mistakes.push_back(mistake.index);
  return {.loss = evaluation.loss(),
          .accuracy = evaluation.accuracy(),
          .classes = ClassList(classes),
          .confusion = numbers(confusion.counts()),
          .confusions = ConfusionList(confusions),
          .labels = bytes(labels),
          .predictions = numbers(answers.predictions),
          .probabilities = floats(answers.probabilities),
          .mistakes = numbers(mistakes)};
}

Bytes test_pixels(const Numbers& indices) {
  return bytes(
      session().test_pixels(emscripten::convertJSArrayToNumberVector<std::uint32_t>(indices)));
}

TensorRow row(const explain::ByteTensor& tensor) {
  return {.shape = numbers(tensor.shape),
          .values = bytes(tensor.values),
          .zero = tensor.zero,
          .limit = tensor.limit};
}

nn::Network& network_in_use() {
  const Model* model = session().model();
  if (!model)
    throw std::invalid_argument("There is no network yet: train one, or open a model file.");
  // As it was trained, not as it is run: what is shown is each of its layers.
  return *model->network;
}

/// @param pixels what the network sees, [28, 28]. The class is the most probable one unless it is
///               said.
ExplanationRow explain_pixels(const Bytes& pixels, std::optional<std::size_t> label) {
  nn::Network& network = network_in_use();
  const std::vector<std::uint8_t> seen = copy_in(pixels);
  if (seen.size() != network.spec().input.element_count())
    throw std::invalid_argument("explain: expected what the network sees, 28x28 pixels");
  const std::array<std::uint8_t, 1> no_label{};
  data::Batch batch;
  batch.gather_range({.image_shape = network.spec().input,
                      .pixels = seen,
                      .labels = no_label,
                      .class_count = network.class_count()},
                     0, 1);
  const std::span image(batch.images(), seen.size());
  const std::vector<float> probabilities = network.predict(image.data(), 1);
  const auto leading = std::ranges::max_element(probabilities) - probabilities.begin();
  const std::size_t asked = label.value_or(static_cast<std::size_t>(leading));
  val layers = val::array();
  for (const explain::LayerOutput& layer : explain::layer_outputs(network, image)) {
    layers.call<void>(
        "push",
        LayerRow{.name = text(layer.name), .type = text(layer.type), .output = row(layer.output)});
  }
  return {
      .label = asked,
      .pixels = bytes(seen),
      .saliency = row(explain::to_bytes(
          network.spec().input, explain::smooth_grad(network, image, asked), kSaliencyPercentile)),
      .layers = LayerList(layers)};
}

FilterList filters() {
  val list = val::array();
  for (const explain::LayerFilters& layer : explain::convolution_filters(network_in_use())) {
    list.call<void>("push", FilterRow{.name = text(layer.name), .kernel = row(layer.kernel)});
  }
  return FilterList(list);
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier_explain) {
  emscripten::register_type<ClassList>("ClassResult[]");
  emscripten::register_type<ConfusionList>("Confusion[]");
  emscripten::register_type<LayerList>("LayerOutput[]");
  emscripten::register_type<FilterList>("LayerFilters[]");
  emscripten::register_optional<std::size_t>();

  emscripten::value_object<ClassRow>("ClassResult")
      .field("images", &ClassRow::images)
      .field("precision", &ClassRow::precision)
      .field("recall", &ClassRow::recall)
      .field("f1", &ClassRow::f1);

  emscripten::value_object<train::Confusion>("Confusion")
      .field("label", &train::Confusion::label)
      .field("prediction", &train::Confusion::prediction)
      .field("count", &train::Confusion::count)
      .field("share", &train::Confusion::share);

  emscripten::value_object<EvaluationRow>("Evaluation")
      .field("loss", &EvaluationRow::loss)
      .field("accuracy", &EvaluationRow::accuracy)
      .field("classes", &EvaluationRow::classes)
      .field("confusion", &EvaluationRow::confusion)
      .field("confusions", &EvaluationRow::confusions)
      .field("labels", &EvaluationRow::labels)
      .field("predictions", &EvaluationRow::predictions)
      .field("probabilities", &EvaluationRow::probabilities)
      .field("mistakes", &EvaluationRow::mistakes);

  emscripten::value_object<TensorRow>("ByteTensor")
      .field("shape", &TensorRow::shape)
      .field("values", &TensorRow::values)
      .field("zero", &TensorRow::zero)
      .field("limit", &TensorRow::limit);

  emscripten::value_object<LayerRow>("LayerOutput")
      .field("name", &LayerRow::name)
      .field("type", &LayerRow::type)
      .field("output", &LayerRow::output);

  emscripten::value_object<FilterRow>("LayerFilters")
      .field("name", &FilterRow::name)
      .field("kernel", &FilterRow::kernel);

  emscripten::value_object<ExplanationRow>("Explanation")
      .field("label", &ExplanationRow::label)
      .field("pixels", &ExplanationRow::pixels)
      .field("saliency", &ExplanationRow::saliency)
      .field("layers", &ExplanationRow::layers);

  emscripten::function("beginExamination", &begin_examination);
  emscripten::function("advanceExamination(milliseconds)", &advance_examination);
  emscripten::function("examined", &examined);
  emscripten::function("endExamination", &end_examination);
  emscripten::function("testPixels(indices)", &test_pixels);
  emscripten::function("explain(pixels, label)", &explain_pixels);
  emscripten::function("filters", &filters);
}

}  // namespace atelier::wasm
