// The images that come from outside, as JavaScript sees them.
#include <cstddef>
#include <cstdint>
#include <emscripten/bind.h>

#include "module_session.h"
#include "training_options.h"
#include "values.h"

namespace atelier::wasm {
namespace {

void put_training(std::size_t first, const Bytes& images, const Bytes& labels) {
  session().put_training(first, copy_in(images), copy_in(labels));
}

void put_test(std::size_t first, const Bytes& images, const Bytes& labels) {
  session().put_test(first, copy_in(images), copy_in(labels));
}

train::NeededImages images_for(const TrainOptionsObject& options) {
  return Session::images_for(read_training_options(json_text(options)));
}

train::NeededImages images_for_checkpoint(const Bytes& checkpoint) {
  return Session::images_for(copy_in(checkpoint));
}

data::ImageRange images_for_sheet() {
  return Session::kSheetImages;
}

data::ImageRange images_for_teaching() {
  return Session::kFamiliarImages;
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier_data) {
  emscripten::value_object<data::ImageRange>("ImageRange")
      .field("first", &data::ImageRange::first)
      .field("count", &data::ImageRange::count);

  emscripten::value_object<train::NeededImages>("NeededImages")
      .field("training", &train::NeededImages::training)
      .field("validation", &train::NeededImages::validation);

  emscripten::function("putTraining(first, images, labels)", &put_training);
  emscripten::function("putTest(first, images, labels)", &put_test);
  emscripten::function("imagesFor(options)", &images_for);
  emscripten::function("imagesForCheckpoint(checkpoint)", &images_for_checkpoint);
  emscripten::function("imagesForSheet", &images_for_sheet);
  emscripten::function("imagesForTeaching", &images_for_teaching);
}

}  // namespace atelier::wasm
