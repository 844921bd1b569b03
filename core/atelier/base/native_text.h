#pragma once

#include <string_view>

namespace atelier {

/// A text for people at a command line; empty in WebAssembly. The page has texts of its own, in the
/// visitor's language, and need not download these.
consteval std::string_view native_text(std::string_view text) {
#if defined(__wasm__)
  static_cast<void>(text);
  return {};
#else
  return text;
#endif
}

}  // namespace atelier
