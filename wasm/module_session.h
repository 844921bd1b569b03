#pragma once

#include <cstddef>

#include "session.h"

namespace atelier::wasm {

/// Begins the module's session; for the parameter see Session. Throws std::logic_error if there is
/// one.
void begin_session(std::size_t threads);

/// The session that the bindings are about. Throws std::logic_error if none was begun.
Session& session();

}  // namespace atelier::wasm
