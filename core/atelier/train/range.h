#pragma once

#include <limits>
#include <string>

namespace atelier::train {

/// The values that an option may have: from `low` to `high`, either of which may be left out
/// itself. Never infinite, never not a number.
struct Range {
  double low = std::numeric_limits<double>::lowest();
  double high = std::numeric_limits<double>::max();
  bool above_low = false;   ///< `low` itself is none of them.
  bool below_high = false;  ///< `high` itself is none of them.

  bool contains(double value) const;

  /// "above 0", "at least 0 and below 1", "from 1 to 4096": after "must be", for messages.
  std::string to_string() const;

  /// Throws std::invalid_argument: "optimizer: momentum must be at least 0 and below 1, not 2".
  /// @param where of whom the option is: "optimizer".
  void require(const char* where, const char* option, double value) const;
};

inline constexpr Range kAboveZero = {.low = 0, .above_low = true};
inline constexpr Range kZeroOrMore = {.low = 0};
inline constexpr Range kZeroToOne = {.low = 0, .high = 1};
inline constexpr Range kZeroToBelowOne = {.low = 0, .high = 1, .below_high = true};

}  // namespace atelier::train
