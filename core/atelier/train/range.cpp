#include "atelier/train/range.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::train {

namespace {

/// All whole numbers that a double can tell apart.
constexpr double kExact = 9'007'199'254'740'992;

/// As short as it reads back the same as a float: 0.1 where the nearest float is 0.100000001.
std::string text_of(double value) {
  if (value == std::floor(value) && std::abs(value) <= kExact)
    return std::to_string(static_cast<long long>(value));
  return to_text(static_cast<float>(value));
}

}  // namespace

bool Range::contains(double value) const {
  return std::isfinite(value) && (above_low ? value > low : value >= low) &&
         (below_high ? value < high : value <= high);
}

std::string Range::to_string() const {
  const bool has_high = high < std::numeric_limits<double>::max();
  if (has_high && !above_low && !below_high)
    return "from " + text_of(low) + " to " + text_of(high);
  std::string text = (above_low ? "above " : "at least ") + text_of(low);
  if (has_high)
    text += (below_high ? " and below " : " and at most ") + text_of(high);
  return text;
}

void Range::require(const char* where, const char* option, double value) const {
  if (contains(value))
    return;
  throw std::invalid_argument(std::string(where) + ": " + option + " must be " + to_string() +
                              ", not " + text_of(value));
}

}  // namespace atelier::train
