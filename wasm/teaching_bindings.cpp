// Teaching a network one's own images, as JavaScript sees it.
#include <chrono>
#include <cstdint>
#include <emscripten/bind.h>
#include <memory>

#include "session.h"
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

std::unique_ptr<Teaching> teach(Session& session, const Bytes& pixels, const Bytes& labels) {
  return session.teach(copy_in(pixels), copy_in(labels));
}

double advance(Teaching& teaching, double milliseconds) {
  teaching.advance(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
  return teaching.share_done();
}

TeachingRow use_taught(Session& session, Teaching& teaching) {
  const TeachingResult& result = teaching.result();
  TeachingRow row = {.own_before = floats(result.own_before),
                     .own_after = floats(result.own_after),
                     .familiar_count = result.familiar_count,
                     .familiar_right_before = result.familiar_right_before,
                     .familiar_right_after = result.familiar_right_after};
  session.use_taught(teaching);
  return row;
}

Floats answers(Session& session, const Bytes& pixels) {
  return floats(session.answers(copy_in(pixels)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(atelier_teaching) {
  emscripten::value_object<TeachingRow>("TeachingResult")
      .field("ownBefore", &TeachingRow::own_before)
      .field("ownAfter", &TeachingRow::own_after)
      .field("familiarCount", &TeachingRow::familiar_count)
      .field("familiarRightBefore", &TeachingRow::familiar_right_before)
      .field("familiarRightAfter", &TeachingRow::familiar_right_after);

  emscripten::class_<Teaching>("Teaching")
      .function("advance(milliseconds)", &advance)
      .function("finished", &Teaching::finished);

  emscripten::function("teach(session, pixels, labels)", &teach);
  emscripten::function("useTaught(session, teaching)", &use_taught);
  emscripten::function("answers(session, pixels)", &answers);
}

}  // namespace atelier::wasm
