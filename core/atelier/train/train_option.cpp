#include "atelier/train/train_option.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::train {

namespace {

std::string whole_text(double value) {
  return std::to_string(static_cast<long long>(value));
}

/// "a, b, c".
std::string list(std::span<const OptionWord> words) {
  std::string text;
  for (const OptionWord& word : words)
    text += (text.empty() ? "" : ", ") + std::string(word.text);
  return text;
}

/// A decimal number, all of the text; nothing otherwise.
std::optional<double> number(const std::string& text) {
  if (text.empty() || text.find_first_not_of("+-.0123456789eE") != std::string::npos)
    return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string TrainOption::expectation() const {
  std::string text;
  switch (type) {
    case OptionType::kWord:
      return "one of " + list(words);
    case OptionType::kSwitch:
      return "true or false";
    case OptionType::kWhole:
      text = "a whole number from " + whole_text(range.low) + " to " + whole_text(range.high);
      break;
    case OptionType::kNumber:
      text = "a number " + range.to_string();
      break;
  }
  for (const OptionWord& word : words)
    text += " or " + std::string(word.text);
  return text;
}

std::string TrainOption::text(const TrainOptions& options) const {
  const double value = get(options);
  for (const OptionWord& word : words) {
    if (word.value == value)
      return std::string(word.text);
  }
  return type == OptionType::kWhole ? whole_text(value) : to_text(static_cast<float>(value));
}

void TrainOption::set_text(TrainOptions& options, std::string_view text) const {
  for (const OptionWord& word : words) {
    if (word.text == text) {
      set(options, word.value);
      return;
    }
  }
  if (type == OptionType::kWhole || type == OptionType::kNumber) {
    std::optional<double> value = number(std::string(text));
    // As a float, which 0.99999999999 is not below 1 as.
    if (value && type == OptionType::kNumber)
      value = static_cast<double>(static_cast<float>(*value));
    const bool is_whole = value && *value == std::floor(*value);
    if (value && range.contains(*value) && (is_whole || type == OptionType::kNumber)) {
      set(options, *value);
      return;
    }
  }
  throw std::invalid_argument("must be " + expectation() + ", not " + std::string(text));
}

}  // namespace atelier::train
