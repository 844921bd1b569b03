#include "atelier/nn/json_object.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "atelier/nn/json_text.h"
#include "atelier/nn/network_spec.h"

namespace atelier::nn {

namespace {

using Json = nlohmann::ordered_json;

std::string size_range() {
  return "a whole number from 1 to " + std::to_string(kLargestSize);
}

}  // namespace

std::string excerpt(const Json& value) {
  constexpr std::size_t kLongest = 40;
  std::string text = to_json_text(value);
  if (text.size() <= kLongest)
    return text;
  // Not within a character: those of UTF-8 go on with bytes 10xxxxxx.
  std::size_t length = kLongest;
  while ((static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
    --length;
  return text.substr(0, length) + "...";
}

std::string quoted_list(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty())
      text += ", ";
    text += '"' + std::string(word) + '"';
  }
  return text;
}

std::optional<std::size_t> size_from_json(const Json& value) {
  if (!value.is_number_unsigned())
    return std::nullopt;
  const auto number = value.get<std::uint64_t>();
  if (number < 1 || number > kLargestSize)
    return std::nullopt;
  return static_cast<std::size_t>(number);
}

JsonObject::JsonObject(const Json& value, std::string where,
                       std::initializer_list<std::string_view> known)
    : value_(value), where_(std::move(where)) {
  if (!value.is_object()) {
    throw std::invalid_argument(where_ + ": must be an object, not " + excerpt(value));
  }
  for (const auto& [key, unused] : entries_of(value)) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      throw std::invalid_argument(where_ + ": unknown key \"" + key + "\"; known are " +
                                  quoted_list({known.begin(), known.size()}));
    }
  }
}

const Json* JsonObject::find(std::string_view key) const {
  return find_key(value_, key);
}

const Json& JsonObject::at(std::string_view key) const {
  const Json* found = find(key);
  if (found == nullptr)
    throw std::invalid_argument(where_ + ": key \"" + std::string(key) + "\" is missing");
  return *found;
}

std::size_t JsonObject::size(std::string_view key) const {
  const std::optional<std::size_t> size = size_from_json(at(key));
  if (!size)
    fail(key, size_range());
  return *size;
}

Size2d JsonObject::size2d(std::string_view key, std::optional<Size2d> otherwise) const {
  if (otherwise && find(key) == nullptr)
    return *otherwise;
  const Json& value = at(key);
  if (value.is_array() && value.size() == 2) {
    const std::optional<std::size_t> height = size_from_json(value[0]);
    const std::optional<std::size_t> width = size_from_json(value[1]);
    if (height && width)
      return {*height, *width};
  } else if (const std::optional<std::size_t> size = size_from_json(value)) {
    return {*size, *size};
  }
  fail(key, size_range() + ", or [height, width] of such");
}

float JsonObject::number(std::string_view key, std::optional<float> otherwise) const {
  if (otherwise && find(key) == nullptr)
    return *otherwise;
  const Json& value = at(key);
  if (!value.is_number())
    fail(key, "a number");
  return value.get<float>();
}

bool JsonObject::flag(std::string_view key, bool otherwise) const {
  const Json* value = find(key);
  if (value == nullptr)
    return otherwise;
  if (!value->is_boolean())
    fail(key, "true or false");
  return value->get<bool>();
}

std::string JsonObject::text(std::string_view key) const {
  const Json& value = at(key);
  if (!value.is_string())
    fail(key, "text");
  return value.get<std::string>();
}

std::size_t JsonObject::choice(std::string_view key,
                               std::span<const std::string_view> choices) const {
  const Json* value = find(key);
  if (value == nullptr)
    return 0;
  if (value->is_string()) {
    const auto found = std::find(choices.begin(), choices.end(), value->get<std::string>());
    if (found != choices.end())
      return static_cast<std::size_t>(found - choices.begin());
  }
  fail(key, "one of " + quoted_list(choices));
}

void JsonObject::fail(std::string_view key, const std::string& expectation) const {
  const Json* value = find(key);
  const std::string what = value == nullptr ? "nothing" : excerpt(*value);
  throw std::invalid_argument(where_ + ": \"" + std::string(key) + "\" must be " + expectation +
                              ", not " + what);
}

}  // namespace atelier::nn
