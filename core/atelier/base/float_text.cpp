// A file of its own, so that the page's module can have the browser do it (wasm/number_text.cpp).
#include <charconv>

#include "atelier/base/message.h"

namespace atelier {

std::string to_text(float value) {
  std::array<char, 32> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return std::string(text.data(), end);
}

}  // namespace atelier
