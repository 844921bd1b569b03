#include "atelier/base/message.h"

#include <cstdlib>

namespace atelier {

std::string hexadecimal(std::uint32_t value, std::size_t digits) {
  std::string text;
  for (; value != 0 || text.empty() || text.size() < digits; value /= 16)
    text.insert(text.begin(), "0123456789abcdef"[value % 16]);
  return text;
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
