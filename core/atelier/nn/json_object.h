#pragma once

#include <cstddef>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace atelier::nn {

/// Height and width, or anything else that goes with them.
struct Size2d {
  std::size_t height = 0;
  std::size_t width = 0;
};

/// Reads one JSON object's keys. Every error is a std::invalid_argument that starts with where the
/// object stands, names the key, and says what was expected.
class JsonObject {
 public:
  /// Throws if `value` is no object or has a key that is not in `known`.
  JsonObject(const nlohmann::ordered_json& value, std::string where,
             std::initializer_list<std::string_view> known);

  /// Null if the key is not there.
  const nlohmann::ordered_json* find(std::string_view key) const;

  /// Throws if the key is not there.
  const nlohmann::ordered_json& at(std::string_view key) const;

  /// A whole number from 1 to kLargestSize.
  std::size_t size(std::string_view key) const;

  /// The same, or [height, width] of them; `otherwise` where the key is not there, and if there is
  /// no such, an error.
  Size2d size2d(std::string_view key, std::optional<Size2d> otherwise = std::nullopt) const;

  /// `otherwise` where the key is not there, and if there is no such, an error.
  float number(std::string_view key, std::optional<float> otherwise = std::nullopt) const;

  /// True or false; `otherwise` where the key is not there.
  bool flag(std::string_view key, bool otherwise) const;

  std::string text(std::string_view key) const;

  /// The position in `choices` of the key's text; 0 where the key is not there.
  std::size_t choice(std::string_view key, std::span<const std::string_view> choices) const;

  const std::string& where() const { return where_; }
  [[noreturn]] void fail(std::string_view key, const std::string& expectation) const;

 private:
  const nlohmann::ordered_json& value_;
  std::string where_;
};

/// Enough of a wrong value to recognise it: for messages.
std::string excerpt(const nlohmann::ordered_json& value);

/// "a", "b", "c": for messages.
std::string quoted_list(std::span<const std::string_view> words);

/// A whole number from 1 to kLargestSize, or nothing if `value` is none.
std::optional<std::size_t> size_from_json(const nlohmann::ordered_json& value);

}  // namespace atelier::nn
