// Takes the place of the C++ run-time library's demangler, 30 KB that every visitor would download:
// Emscripten's getExceptionMessage() and the message of an uncaught exception name types by it, and
// the page shows neither.
#include <cstddef>

/// As the C++ ABI defines it, for a name that is none: callers then use the name as it is.
extern "C" char* __cxa_demangle(const char* /*name*/, char* /*buffer*/, std::size_t* /*length*/,
                                int* status) {
  constexpr int kNoValidName = -2;
  if (status != nullptr)
    *status = kNoValidName;
  return nullptr;
}
