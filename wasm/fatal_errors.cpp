// Takes the place of what the C and C++ libraries say in errors that the page never shows: 40 KB
// that every visitor would download.
#include <cstddef>

/// The demangler, as the C++ ABI defines it, for a name that is none: callers then use the name as
/// it is. Emscripten's getExceptionMessage() and the message of an uncaught exception name types by
/// it.
extern "C" char* __cxa_demangle(const char* /*name*/, char* /*buffer*/, std::size_t* /*length*/,
                                int* status) {
  constexpr int kNoValidName = -2;
  if (status != nullptr)
    *status = kNoValidName;
  return nullptr;
}

/// How Embind would name a type that is not registered, by its address: emscripten's name for an
/// sprintf without floating-point numbers.
extern "C" int siprintf(char* text, const char* /*format*/, ...) {
  *text = '\0';
  return 0;
}

/// What the C library writes to the console: nothing here does, but the library would bring its
/// buffers and the browser's side of them.
extern "C" std::size_t __stdio_write(void* /*file*/, const unsigned char* /*text*/,
                                     std::size_t length) {
  return length;
}

/// The names of the C library's error numbers, for std::system_error alone.
extern "C" char* strerror(int /*number*/) {
  static char text[] = "system error";
  return text;
}
