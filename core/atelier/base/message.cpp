#include "atelier/base/message.h"

#include <charconv>
#include <cstdlib>

namespace atelier {

std::string to_text(float value) {
  std::array<char, 32> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return std::string(text.data(), end);
}

std::string hexadecimal(std::uint32_t value, std::size_t digits) {
  std::array<char, 8> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, 16);
  const auto count = static_cast<std::size_t>(end - text.data());
  return std::string(digits > count ? digits - count : 0, '0') + std::string(text.data(), count);
}

std::string joined(std::span<const std::size_t> values, std::string_view separator) {
  std::string text;
  for (const std::size_t value : values) {
    if (!text.empty())
      text += separator;
    text += std::to_string(value);
  }
  return text;
}

double shortest_decimal(float value) {
  return std::strtod(to_text(value).c_str(), nullptr);
}

std::string fill_in(std::string_view pattern, std::span<const std::string> values) {
  std::string text;
  for (const std::string& value : values) {
    const std::size_t place = pattern.find("{}");
    text += pattern.substr(0, place);
    text += value;
    pattern.remove_prefix(place + 2);
  }
  return text += pattern;
}

}  // namespace atelier
