#include "module_session.h"

#include <memory>
#include <stdexcept>

namespace atelier::wasm {
namespace {

std::unique_ptr<Session> begun;

}  // namespace

void begin_session(std::size_t threads) {
  if (begun)
    throw std::logic_error("session: one was begun already");
  begun = std::make_unique<Session>(threads);
}

Session& session() {
  if (!begun)
    throw std::logic_error("session: none was begun");
  return *begun;
}

}  // namespace atelier::wasm
