// The engine as JavaScript sees it: functions about the module's one session. Options and results
// are plain objects, arrays are copies, errors are C++ exceptions that the worker turns into
// JavaScript's. (Embind's classes would be another 3 KB of every download.)
#include <chrono>
#include <cstdint>
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "atelier/nn/json_text.h"
#include "atelier/nn/presets.h"
#include "atelier/train/diagnosis.h"

#include "module_session.h"
#include "training_options.h"
#include "values.h"

namespace atelier::wasm {
namespace {

using emscripten::val;

// Values whose types the generated declarations state.
EMSCRIPTEN_DECLARE_VAL_TYPE(Names)
EMSCRIPTEN_DECLARE_VAL_TYPE(OriginName)
EMSCRIPTEN_DECLARE_VAL_TYPE(StageName)
EMSCRIPTEN_DECLARE_VAL_TYPE(OutcomeName)
EMSCRIPTEN_DECLARE_VAL_TYPE(EpochList)
EMSCRIPTEN_DECLARE_VAL_TYPE(NumbersOrNull)
EMSCRIPTEN_DECLARE_VAL_TYPE(PresetList)
EMSCRIPTEN_DECLARE_VAL_TYPE(NetworkObject)
EMSCRIPTEN_DECLARE_VAL_TYPE(TextsObject)
EMSCRIPTEN_DECLARE_VAL_TYPE(OptionRows)
EMSCRIPTEN_DECLARE_VAL_TYPE(RecipeRows)
EMSCRIPTEN_DECLARE_VAL_TYPE(OptionCheckObject)
EMSCRIPTEN_DECLARE_VAL_TYPE(NetworkDraftObject)

struct PresetRow {
  Text name{val::undefined()};
  std::size_t parameter_count = 0;
  NetworkObject network{val::undefined()};
};

struct Test {
  double loss = 0;
  double accuracy = 0;
};

struct EpochRow : train::EpochRecord {
  NumbersOrNull confusion{val::null()};  ///< validation_confusion
};

struct Progress {
  StageName phase{val::undefined()};
  OutcomeName outcome{val::undefined()};
  std::size_t epoch = 0;
  std::size_t epochs = 0;
  std::size_t step = 0;
  std::size_t steps = 0;
  double loss = 0;
  double accuracy = 0;
  double images_per_second = 0;
  std::optional<double> seconds_left;
  std::size_t best_epoch = 0;
  bool overfitted = false;
  EpochList history{val::undefined()};
  std::optional<Test> test;
};

struct Answer {
  Floats probabilities{val::undefined()};
  Bytes pixels{val::undefined()};
  bool unsure = false;
  bool blank = false;
  bool inverted = false;
  bool outline = false;
  std::size_t width = 0;
  std::size_t height = 0;
};

struct AugmentationSheet {
  std::size_t width = 0;
  std::size_t height = 0;
  Bytes pixels{val::undefined()};
};

struct ModelRow {
  Text preset{val::undefined()};
  Names class_names{val::undefined()};
  std::size_t parameter_count = 0;
  OriginName origin{val::undefined()};
  std::optional<double> test_accuracy;
};

val value_of(const nlohmann::ordered_json& json) {
  return val::global("JSON").call<val>("parse", nn::to_json_text(json));
}

const char* name_of(Origin origin) {
  switch (origin) {
    case Origin::kPretrained:
      return "pretrained";
    case Origin::kTraining:
      return "training";
    case Origin::kTrained:
      return "trained";
    case Origin::kOpened:
      return "opened";
    case Origin::kTaught:
      break;
  }
  return "taught";
}

Origin origin_of(const OriginName& name) {
  const auto text = name.as<std::string>();
  for (const Origin origin : {Origin::kPretrained, Origin::kTraining, Origin::kTrained,
                              Origin::kOpened, Origin::kTaught}) {
    if (text == name_of(origin))
      return origin;
  }
  throw std::invalid_argument("model: unknown origin " + text);
}

const char* name_of(Stage stage) {
  switch (stage) {
    case Stage::kTraining:
      return "training";
    case Stage::kValidating:
      return "validating";
    case Stage::kTesting:
      return "testing";
    case Stage::kFinished:
      break;
  }
  return "finished";
}

PresetList presets() {
  val list = val::array();
  for (const nn::Preset& preset : nn::presets()) {
    list.call<void>(
        "push", PresetRow{.name = text(preset.name),
                          .parameter_count = nn::trainable_parameter_count(nn::preset(preset.name)),
                          .network = NetworkObject(value_of(
                              nn::parse_json(nn::network_to_json(nn::preset(preset.name)))))});
  }
  return PresetList(list);
}

void start_training(const TrainOptionsObject& object) {
  const TrainingRequest request = read_training_request(json_text(object));
  session().start_training(request.network, request.options);
}

EpochRow epoch_row(const train::EpochRecord& record) {
  EpochRow row{record};
  if (record.validation_confusion)
    row.confusion = NumbersOrNull(numbers(record.validation_confusion->counts()));
  return row;
}

void stop_training() {
  session().stop_training();
}

void stop_after_epoch() {
  session().stop_after_epoch();
}

void extend_training(std::size_t epochs) {
  session().extend_training(epochs);
}

Progress advance_training(double milliseconds) {
  const TrainingStatus status =
      session().advance(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
  Progress progress;
  progress.phase = StageName(val(name_of(status.stage)));
  progress.outcome = OutcomeName(val(std::string(train::to_string(status.progress.outcome))));
  progress.epoch = status.progress.epoch;
  progress.epochs = status.progress.epochs;
  progress.step = status.step;
  progress.steps = status.steps;
  progress.loss = status.progress.loss;
  progress.accuracy = status.progress.accuracy;
  progress.images_per_second = status.progress.images_per_second;
  progress.seconds_left = status.seconds_left;
  progress.best_epoch = status.progress.best_epoch;
  progress.overfitted = train::diagnose(session().history()).overfitted;
  val history = val::array();
  for (const train::EpochRecord& record : session().history())
    history.call<void>("push", epoch_row(record));
  progress.history = EpochList(history);
  if (const train::Evaluation* test = session().test())
    progress.test = Test{.loss = test->loss(), .accuracy = test->accuracy()};
  return progress;
}

OptionRows train_options() {
  return OptionRows(value_of(option_list_json()));
}

RecipeRows recipes() {
  return RecipeRows(value_of(recipe_list_json()));
}

OptionCheckObject check_options(const TextsObject& texts) {
  return OptionCheckObject(value_of(check_option_texts(json_text(texts))));
}

NetworkDraftObject describe(const NetworkObject& network) {
  return NetworkDraftObject(value_of(describe_network(json_text(network))));
}

AugmentationSheet augmentation_sheet(const TrainOptionsObject& object, std::size_t images,
                                     std::size_t versions) {
  const data::Plane<std::uint8_t> sheet =
      session().augmentation_sheet(read_training_options(json_text(object)), images, versions);
  return {.width = sheet.width, .height = sheet.height, .pixels = bytes(sheet.values)};
}

Answer classify(const Bytes& rgba, std::size_t width, std::size_t height) {
  const std::vector<std::uint8_t> pixels = copy_in(rgba);
  const Classification result =
      session().classify({.width = width, .height = height, .rgba = pixels});
  return {.probabilities = floats(result.probabilities),
          .pixels = bytes(result.picture.pixels),
          .unsure = result.unsure,
          .blank = result.picture.blank,
          .inverted = result.picture.inverted,
          .outline = result.picture.outline,
          .width = result.picture.width,
          .height = result.picture.height};
}

std::optional<ModelRow> model() {
  const Model* model = session().model();
  if (!model)
    return std::nullopt;
  return ModelRow{.preset = text(model->network->spec().name),
                  .class_names = Names(val::array(model->info.class_names)),
                  .parameter_count = nn::trainable_parameter_count(model->network->spec()),
                  .origin = OriginName(val(name_of(session().origin()))),
                  .test_accuracy = model->test_accuracy};
}

void load_model(const Bytes& bytes, const OriginName& origin) {
  session().load_model(copy_in(bytes), origin_of(origin));
}

Bytes save_model(const OriginName& origin) {
  return bytes(session().save_model(origin_of(origin)));
}

Bytes save_half_model(const OriginName& origin) {
  return copy_out<Bytes, std::uint8_t>(
      "Uint8Array", session().save_model(origin_of(origin), io::Precision::kHalf));
}

Bytes checkpoint() {
  return copy_out<Bytes, std::uint8_t>("Uint8Array", session().checkpoint());
}

void resume_training(const Bytes& bytes) {
  session().resume_training(copy_in(bytes));
}

void use_model(const OriginName& origin) {
  session().use_model(origin_of(origin));
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier) {
  emscripten::register_type<Bytes>("Uint8Array<ArrayBuffer>");
  emscripten::register_type<Numbers>("Uint32Array<ArrayBuffer>");
  emscripten::register_type<NumbersOrNull>("Uint32Array<ArrayBuffer> | null");
  emscripten::register_type<Floats>("Float32Array<ArrayBuffer>");
  emscripten::register_type<Text>("string");
  emscripten::register_type<Names>("string[]");
  emscripten::register_type<OriginName>(
      "'pretrained' | 'training' | 'trained' | 'opened' | 'taught'");
  emscripten::register_type<StageName>("'training' | 'validating' | 'testing' | 'finished'");
  emscripten::register_type<OutcomeName>(
      "'unfinished' | 'completed' | 'stopped early' | 'stopped' | 'diverged'");
  emscripten::register_type<EpochList>("EpochRecord[]");
  emscripten::register_type<PresetList>("Preset[]");
  emscripten::register_type<TrainOptionsObject>(options_type().c_str());
  emscripten::register_type<NetworkObject>("object");
  emscripten::register_type<TextsObject>("Record<string, string>");
  // web/src/engine/types.ts says what these are.
  emscripten::register_type<OptionRows>("object[]");
  emscripten::register_type<RecipeRows>("object[]");
  emscripten::register_type<OptionCheckObject>("object");
  emscripten::register_type<NetworkDraftObject>("object");
  emscripten::register_optional<double>();
  emscripten::register_optional<Test>();
  emscripten::register_optional<ModelRow>();

  emscripten::value_object<PresetRow>("Preset")
      .field("name", &PresetRow::name)
      .field("parameterCount", &PresetRow::parameter_count)
      .field("network", &PresetRow::network);

  emscripten::value_object<EpochRow>("EpochRecord")
      .field("epoch", &train::EpochRecord::epoch)
      .field("trainingLoss", &train::EpochRecord::training_loss)
      .field("trainingAccuracy", &train::EpochRecord::training_accuracy)
      .field("validationLoss", &train::EpochRecord::validation_loss)
      .field("validationAccuracy", &train::EpochRecord::validation_accuracy)
      .field("learningRate", &train::EpochRecord::learning_rate)
      .field("seconds", &train::EpochRecord::seconds)
      .field("imagesPerSecond", &train::EpochRecord::images_per_second)
      .field("validationConfusion", &EpochRow::confusion);

  emscripten::value_object<Test>("TestResult")
      .field("loss", &Test::loss)
      .field("accuracy", &Test::accuracy);

  emscripten::value_object<Progress>("TrainProgress")
      .field("phase", &Progress::phase)
      .field("outcome", &Progress::outcome)
      .field("epoch", &Progress::epoch)
      .field("epochs", &Progress::epochs)
      .field("step", &Progress::step)
      .field("steps", &Progress::steps)
      .field("loss", &Progress::loss)
      .field("accuracy", &Progress::accuracy)
      .field("imagesPerSecond", &Progress::images_per_second)
      .field("secondsLeft", &Progress::seconds_left)
      .field("bestEpoch", &Progress::best_epoch)
      .field("overfitted", &Progress::overfitted)
      .field("history", &Progress::history)
      .field("test", &Progress::test);

  emscripten::value_object<Answer>("Classification")
      .field("probabilities", &Answer::probabilities)
      .field("pixels", &Answer::pixels)
      .field("unsure", &Answer::unsure)
      .field("blank", &Answer::blank)
      .field("inverted", &Answer::inverted)
      .field("outline", &Answer::outline)
      .field("width", &Answer::width)
      .field("height", &Answer::height);

  emscripten::value_object<ModelRow>("ModelInfo")
      .field("preset", &ModelRow::preset)
      .field("classNames", &ModelRow::class_names)
      .field("parameterCount", &ModelRow::parameter_count)
      .field("origin", &ModelRow::origin)
      .field("testAccuracy", &ModelRow::test_accuracy);

  emscripten::value_object<AugmentationSheet>("AugmentationSheet")
      .field("width", &AugmentationSheet::width)
      .field("height", &AugmentationSheet::height)
      .field("pixels", &AugmentationSheet::pixels);

  emscripten::function("presets", &presets);
  emscripten::function("trainOptions", &train_options);
  emscripten::function("recipes", &recipes);
  emscripten::function("checkOptions(texts)", &check_options);
  emscripten::function("describe(network)", &describe);

  emscripten::function("begin(threads)", &begin_session);
  emscripten::function("startTraining(options)", &start_training);
  emscripten::function("advanceTraining(milliseconds)", &advance_training);
  emscripten::function("stopTraining", &stop_training);
  emscripten::function("stopAfterEpoch", &stop_after_epoch);
  emscripten::function("extendTraining(epochs)", &extend_training);
  emscripten::function("augmentationSheet(options, images, versions)", &augmentation_sheet);
  emscripten::function("classify(rgba, width, height)", &classify);
  emscripten::function("model", &model);
  emscripten::function("useModel(origin)", &use_model);
  emscripten::function("loadModel(bytes, origin)", &load_model);
  emscripten::function("saveModel(origin)", &save_model);
  emscripten::function("saveHalfModel(origin)", &save_half_model);
  emscripten::function("checkpoint", &checkpoint);
  emscripten::function("resumeTraining(checkpoint)", &resume_training);
}

}  // namespace atelier::wasm
