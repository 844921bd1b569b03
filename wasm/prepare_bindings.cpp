// What is done to a picture before the network sees it, as JavaScript sees it.
#include <cstddef>
#include <cstdint>
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <vector>

#include "atelier/data/picture.h"

#include "values.h"

namespace atelier::wasm {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(StepList)

struct StepRow {
  Text name{val::undefined()};
  std::size_t width = 0;
  std::size_t height = 0;
  Bytes rgba{val::undefined()};
};

StepList preparation_steps(const Bytes& rgba, std::size_t width, std::size_t height) {
  const std::vector<std::uint8_t> pixels = copy_in(rgba);
  std::vector<data::PreparationStep> steps;
  data::prepare({.width = width, .height = height, .rgba = pixels}, &steps);
  val list = val::array();
  for (const data::PreparationStep& step : steps) {
    list.call<void>("push", StepRow{.name = text(step.name),
                                    .width = step.width,
                                    .height = step.height,
                                    .rgba = bytes(step.rgba)});
  }
  return StepList(list);
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier_prepare) {
  emscripten::register_type<StepList>("PreparationStep[]");

  emscripten::value_object<StepRow>("PreparationStep")
      .field("name", &StepRow::name)
      .field("width", &StepRow::width)
      .field("height", &StepRow::height)
      .field("rgba", &StepRow::rgba);

  emscripten::function("preparationSteps(rgba, width, height)", &preparation_steps);
}

}  // namespace atelier::wasm
