#pragma once

#include <string>

namespace atelier::cli {

/// As people say it: "4.9 s", "52 s", "2 min 05 s", "1 h 20 min".
std::string duration(double seconds);

/// In single quotes where a shell would not take the text as it is.
std::string shell_quoted(const std::string& text);

}  // namespace atelier::cli
