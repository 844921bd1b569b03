#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace atelier {

// Formatted text for what the page's module links, errors above all. fmt does more, and does it in
// 80 KB of WebAssembly that every visitor would download; this is under 2.

/// The value as text: numbers in decimal, floating-point ones as short as they read back the same.
inline std::string to_text(std::string_view value) {
  return std::string(value);
}
template <std::integral Value>
std::string to_text(Value value) {
  return std::to_string(value);
}
std::string to_text(float value);

/// In hexadecimal, with zeros before it up to that many digits.
std::string hexadecimal(std::uint32_t value, std::size_t digits);

/// "28 x 28 x 1" of sizes and " x ".
std::string joined(std::span<const std::size_t> values, std::string_view separator);

/// The double that people would write for a float: 0.001, where 0.0010000000474974513 is the
/// float's value.
double shortest_decimal(float value);

/// A text with as many "{}" as there are arguments, which the compiler checks.
template <std::size_t kArguments>
class MessagePattern {
 public:
  template <typename Text>
    requires std::convertible_to<const Text&, std::string_view>
  consteval MessagePattern(const Text& text) : text_(text) {
    std::size_t places = 0;
    for (std::size_t at = text_.find('{'); at != std::string_view::npos;
         at = text_.find('{', at + 1)) {
      if (text_.substr(at, 2) != "{}")
        throw "message: only {} stands for an argument";
      ++places;
    }
    if (places != kArguments)
      throw "message: the text has another number of {} than there are arguments";
  }

  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// `pattern` with its places, from the first on, filled in.
std::string fill_in(std::string_view pattern, std::span<const std::string> values);

/// message("expected {} images, got {}", 5, 3): what fmt::format makes of it.
template <typename... Arguments>
std::string message(std::type_identity_t<MessagePattern<sizeof...(Arguments)>> pattern,
                    const Arguments&... arguments) {
  return fill_in(pattern.text(),
                 std::array<std::string, sizeof...(Arguments)>{to_text(arguments)...});
}

}  // namespace atelier
