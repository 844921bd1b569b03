// The conversions of floating-point numbers to and from text by the C and C++ libraries, replaced
// by what the browser has: the libraries' work in software quadruple precision and with tables of
// powers, 21 KB that every visitor would download. The linker calls these for strtod and snprintf
// (--wrap; cmake/WasmModule.cmake).
#include <array>
#include <cstdarg>
#include <cstddef>
#include <cstring>
#include <emscripten/em_js.h>
#include <string>

#include "atelier/base/message.h"

// clang-format off
EM_JS_DEPS(number_text, "$UTF8ToString,$stringToUTF8");
EM_JS(double, atelier_number_of, (const char* text), { return Number(UTF8ToString(text)); });
EM_JS(int, atelier_fill_in, (char* text, std::size_t size, const char* format, va_list place), {
  const number = HEAPU32[place >> 2].toString(16).toUpperCase().padStart(4, '0');
  return stringToUTF8(UTF8ToString(format).replace('%.4X', number), text, size);
});
EM_JS(void, atelier_shortest_text, (float value, char* text, std::size_t size), {
  const rounded = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digits) => Number(value.toPrecision(digits)));
  stringToUTF8(String(rounded.find((number) => Math.fround(number) === value) ?? value), text, size);
});
// clang-format on

/// In place of the core's: as many digits as it takes to read the same float back.
std::string atelier::to_text(float value) {
  std::array<char, 32> text;
  atelier_shortest_text(value, text.data(), text.size());
  return text.data();
}

extern "C" {

/// Reads decimal numbers, as JSON has them; neither hexadecimal ones nor infinities nor white
/// space.
double __wrap_strtod(const char* text, char** end) {
  const std::size_t length = std::strspn(text, "+-.0123456789eE");
  if (end != nullptr)
    *end = const_cast<char*>(text) + length;
  return atelier_number_of(std::string(text, length).c_str());
}

/// Writes one hexadecimal number of four digits at least, "%.4X": all that nlohmann/json's parser
/// asks of it.
int __wrap_snprintf(char* text, std::size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int length = atelier_fill_in(text, size, format, arguments);
  va_end(arguments);
  return length;
}
}
