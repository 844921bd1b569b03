// JSON's text with numbers and quoted texts as the browser writes them, in place of the core's: the
// library's writer and its tables for numbers are 8 KB that every visitor would download. What is
// not UTF-8 is replaced, not refused; there is none in what comes from the page or was parsed.
#include <cstdint>
#include <emscripten/val.h>
#include <string>

#include "atelier/nn/json_text.h"

namespace atelier {

namespace {

using emscripten::val;
using Json = nlohmann::ordered_json;

std::string by_browser(const val& value) {
  return val::global("JSON").call<std::string>("stringify", value);
}

void write(const Json& value, std::string& text) {
  const char* separator = "";
  switch (value.type()) {
    case Json::value_t::object:
      text += '{';
      for (const auto& [key, entry] : nn::entries_of(value)) {
        text += separator + by_browser(val(key)) + ':';
        write(entry, text);
        separator = ",";
      }
      text += '}';
      break;
    case Json::value_t::array:
      text += '[';
      for (const Json& element : nn::elements_of(value)) {
        text += separator;
        write(element, text);
        separator = ",";
      }
      text += ']';
      break;
    case Json::value_t::string:
      text += by_browser(val(value.get_ref<const std::string&>()));
      break;
    case Json::value_t::boolean:
      text += value.get<bool>() ? "true" : "false";
      break;
    case Json::value_t::number_integer:
      text += std::to_string(value.get<std::int64_t>());
      break;
    case Json::value_t::number_unsigned:
      text += std::to_string(value.get<std::uint64_t>());
      break;
    case Json::value_t::number_float:
      // What is not finite becomes null, as the library has it.
      text += by_browser(val(value.get<double>()));
      break;
    default:
      text += "null";
  }
}

}  // namespace

std::string nn::to_json_text(const Json& value) {
  std::string text;
  write(value, text);
  return text;
}

}  // namespace atelier
