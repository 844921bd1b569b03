#pragma once

#include <stdexcept>

namespace atelier::cli {

// What scripts can tell a command's end by; `atelier --help` lists them.
inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;     ///< The command could not do (all of) what was asked.
inline constexpr int kUsageError = 2;  ///< The arguments make no sense; nothing was done.
inline constexpr int kSignalOffset =
    128;  ///< Plus the signal's number: 130 for Ctrl-C, 143 for SIGTERM.

/// Thrown where arguments that look right turn out to make no sense: ends with kUsageError.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace atelier::cli
