# The warnings our own code is compiled with: link to `atelier_warnings`. Third-party headers are SYSTEM
# includes (they come from imported targets), so these never fire in them.
add_library(atelier_warnings INTERFACE)
target_compile_options(atelier_warnings INTERFACE -Wall -Wextra -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # gcc 12 sees overlapping copies in its own std::string's operator+ (gcc bug 105651).
  target_compile_options(atelier_warnings INTERFACE -Wno-restrict)
endif()
