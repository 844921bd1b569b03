// Teaching a network one's own images, as JavaScript sees it.
#include <chrono>
#include <cstdint>
#include <emscripten/bind.h>
#include <memory>
#include <stdexcept>

#include "module_session.h"
#include "teaching.h"
#include "values.h"

namespace atelier::wasm {
namespace {

using emscripten::val;

struct TeachingRow {
  Floats own_before{val::undefined()};
  Floats own_after{val::undefined()};
  std::size_t familiar_count = 0;
  std::size_t familiar_right_before = 0;
  std::size_t familiar_right_after = 0;
};

/// The teaching under way.
std::unique_ptr<Teaching> teaching;

Teaching& current() {
  if (!teaching)
    throw std::logic_error("teaching: none was begun");
  return *teaching;
}

void begin_teaching(const Bytes& pixels, const Bytes& labels) {
  teaching = session().teach(copy_in(pixels), copy_in(labels));
}

double advance_teaching(double milliseconds) {
  current().advance(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
  return current().share_done();
}

bool teaching_finished() {
  return current().finished();
}

void end_teaching() {
  teaching.reset();
}

TeachingRow use_taught() {
  const TeachingResult& result = current().result();
  TeachingRow row = {.own_before = floats(result.own_before),
                     .own_after = floats(result.own_after),
                     .familiar_count = result.familiar_count,
                     .familiar_right_before = result.familiar_right_before,
                     .familiar_right_after = result.familiar_right_after};
  session().use_taught(current());
  return row;
}

Floats answers(const Bytes& pixels) {
  return floats(session().answers(copy_in(pixels)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier_teaching) {
  emscripten::value_object<TeachingRow>("TeachingResult")
      .field("ownBefore", &TeachingRow::own_before)
      .field("ownAfter", &TeachingRow::own_after)
      .field("familiarCount", &TeachingRow::familiar_count)
      .field("familiarRightBefore", &TeachingRow::familiar_right_before)
      .field("familiarRightAfter", &TeachingRow::familiar_right_after);

  emscripten::function("beginTeaching(pixels, labels)", &begin_teaching);
  emscripten::function("advanceTeaching(milliseconds)", &advance_teaching);
  emscripten::function("teachingFinished", &teaching_finished);
  emscripten::function("useTaught", &use_taught);
  emscripten::function("endTeaching", &end_teaching);
  emscripten::function("answers(pixels)", &answers);
}

}  // namespace atelier::wasm
