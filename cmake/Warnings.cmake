# The warnings our own code is compiled with: link to `atelier_warnings`. Third-party headers are SYSTEM
# includes (they come from imported targets), so these never fire in them.
add_library(atelier_warnings INTERFACE)
target_compile_options(atelier_warnings INTERFACE -Wall -Wextra -Werror)
