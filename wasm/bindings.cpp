// The engine as JavaScript sees it. Options and results are plain objects, arrays are copies,
// errors are C++ exceptions that the worker turns into JavaScript's.
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
#include "atelier/train/option_list.h"
#include "atelier/train/train_options_json.h"

#include "session.h"
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
EMSCRIPTEN_DECLARE_VAL_TYPE(PresetList)
EMSCRIPTEN_DECLARE_VAL_TYPE(TrainOptionsObject)

struct PresetRow {
  Text name{val::undefined()};
  Text description{val::undefined()};
  std::size_t parameter_count = 0;
};

struct Test {
  double loss = 0;
  double accuracy = 0;
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
  EpochList history{val::undefined()};
  std::optional<Test> test;
};

struct Answer {
  Floats probabilities{val::undefined()};
  Bytes pixels{val::undefined()};
  bool unsure = false;
  bool blank = false;
  bool inverted = false;
  std::size_t width = 0;
  std::size_t height = 0;
};

struct ModelRow {
  Text preset{val::undefined()};
  Names class_names{val::undefined()};
  std::size_t parameter_count = 0;
  OriginName origin{val::undefined()};
  std::optional<double> test_accuracy;
};

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
    list.call<void>("push", PresetRow{.name = text(preset.name),
                                      .description = text(preset.description),
                                      .parameter_count =
                                          nn::trainable_parameter_count(nn::preset(preset.name))});
  }
  return PresetList(list);
}

void append_training(Session& session, const Bytes& images, const Bytes& labels) {
  session.append_training(copy_in(images), copy_in(labels));
}

void append_test(Session& session, const Bytes& images, const Bytes& labels) {
  session.append_test(copy_in(images), copy_in(labels));
}

/// "batchSize" for batch_size: an option's name in JavaScript.
std::string camel_case(std::string_view key) {
  std::string name;
  bool capital = false;
  for (const char letter : key) {
    const bool is_small = letter >= 'a' && letter <= 'z';
    if (letter != '_')
      name += capital && is_small ? static_cast<char>(letter - 'a' + 'A') : letter;
    capital = letter == '_';
  }
  return name;
}

/// The TypeScript type of an option's value: "number", "number | 'never'", "'best' | 'last'".
std::string value_type(const train::TrainOption& option) {
  if (option.type == train::OptionType::kSwitch)
    return "boolean";
  std::string type = option.type == train::OptionType::kWord ? "" : "number";
  for (const train::OptionWord& word : option.words)
    type += (type.empty() ? "'" : " | '") + std::string(word.text) + "'";
  return type;
}

/// The TypeScript type of all options, for the generated declarations.
std::string options_type() {
  std::string type = "{ preset: string";
  for (const train::TrainOption& option : train::train_option_list())
    type += "; " + camel_case(option.key) + "?: " + value_type(option);
  return type + " }";
}

/// The options of an object with JavaScript's names for them; its `preset` is none.
nlohmann::ordered_json options_json(const TrainOptionsObject& object) {
  const auto given = nn::parse_json(
      val::global("JSON").call<std::string>("stringify", static_cast<const val&>(object)));
  auto json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : given.items()) {
    if (name == "preset")
      continue;
    std::string key = name;
    for (const train::TrainOption& option : train::train_option_list()) {
      if (camel_case(option.key) == name)
        key = option.key;
    }
    json[key] = value;
  }
  return json;
}

void start_training(Session& session, const TrainOptionsObject& options) {
  session.start_training(options["preset"].as<std::string>(),
                         train::train_options_from_json(options_json(options), "training"));
}

Progress advance(Session& session, double milliseconds) {
  const TrainingStatus status =
      session.advance(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
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
  val history = val::array();
  for (const train::EpochRecord& record : session.history())
    history.call<void>("push", record);
  progress.history = EpochList(history);
  if (session.test())
    progress.test = Test{.loss = session.test()->loss(), .accuracy = session.test()->accuracy()};
  return progress;
}

Answer classify(Session& session, const Bytes& rgba, std::size_t width, std::size_t height) {
  const std::vector<std::uint8_t> pixels = copy_in(rgba);
  const Classification result =
      session.classify({.width = width, .height = height, .rgba = pixels});
  return {.probabilities = floats(result.probabilities),
          .pixels = bytes(result.picture.pixels),
          .unsure = result.unsure,
          .blank = result.picture.blank,
          .inverted = result.picture.inverted,
          .width = result.picture.width,
          .height = result.picture.height};
}

std::optional<ModelRow> model(const Session& session) {
  const Model* model = session.model();
  if (!model)
    return std::nullopt;
  return ModelRow{.preset = text(model->network->spec().name),
                  .class_names = Names(val::array(model->info.class_names)),
                  .parameter_count = nn::trainable_parameter_count(model->network->spec()),
                  .origin = OriginName(val(name_of(session.origin()))),
                  .test_accuracy = model->test_accuracy};
}

void load_model(Session& session, const Bytes& bytes, const OriginName& origin) {
  session.load_model(copy_in(bytes), origin_of(origin));
}

Bytes save_model(const Session& session, const OriginName& origin) {
  return bytes(session.save_model(origin_of(origin)));
}

Bytes save_half_model(const Session& session, const OriginName& origin) {
  return copy_out<Bytes, std::uint8_t>("Uint8Array",
                                       session.save_model(origin_of(origin), io::Precision::kHalf));
}

void use_model(Session& session, const OriginName& origin) {
  session.use_model(origin_of(origin));
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier) {
  emscripten::register_type<Bytes>("Uint8Array<ArrayBuffer>");
  emscripten::register_type<Numbers>("Uint32Array<ArrayBuffer>");
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
  emscripten::register_optional<double>();
  emscripten::register_optional<Test>();
  emscripten::register_optional<ModelRow>();

  emscripten::value_object<PresetRow>("Preset")
      .field("name", &PresetRow::name)
      .field("description", &PresetRow::description)
      .field("parameterCount", &PresetRow::parameter_count);

  emscripten::value_object<train::EpochRecord>("EpochRecord")
      .field("epoch", &train::EpochRecord::epoch)
      .field("trainingLoss", &train::EpochRecord::training_loss)
      .field("trainingAccuracy", &train::EpochRecord::training_accuracy)
      .field("validationLoss", &train::EpochRecord::validation_loss)
      .field("validationAccuracy", &train::EpochRecord::validation_accuracy)
      .field("learningRate", &train::EpochRecord::learning_rate)
      .field("seconds", &train::EpochRecord::seconds)
      .field("imagesPerSecond", &train::EpochRecord::images_per_second);

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
      .field("history", &Progress::history)
      .field("test", &Progress::test);

  emscripten::value_object<Answer>("Classification")
      .field("probabilities", &Answer::probabilities)
      .field("pixels", &Answer::pixels)
      .field("unsure", &Answer::unsure)
      .field("blank", &Answer::blank)
      .field("inverted", &Answer::inverted)
      .field("width", &Answer::width)
      .field("height", &Answer::height);

  emscripten::value_object<ModelRow>("ModelInfo")
      .field("preset", &ModelRow::preset)
      .field("classNames", &ModelRow::class_names)
      .field("parameterCount", &ModelRow::parameter_count)
      .field("origin", &ModelRow::origin)
      .field("testAccuracy", &ModelRow::test_accuracy);

  emscripten::function("presets", &presets);

  emscripten::class_<Session>("Session")
      .constructor<std::size_t>()
      .function("threadCount", &Session::thread_count)
      .function("appendTraining(images, labels)", &append_training)
      .function("appendTest(images, labels)", &append_test)
      .function("startTraining(options)", &start_training)
      .function("advance(milliseconds)", &advance)
      .function("stopTraining", &Session::stop_training)
      .function("classify(rgba, width, height)", &classify)
      .function("model", &model)
      .function("useModel(origin)", &use_model)
      .function("loadModel(bytes, origin)", &load_model)
      .function("saveModel(origin)", &save_model)
      .function("saveHalfModel(origin)", &save_half_model);
}

}  // namespace atelier::wasm
