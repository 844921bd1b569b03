#pragma once

#include <cstddef>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace atelier::nn {

/// How deep the objects and arrays of a JSON text may be nested, and how many keys an object may
/// have.
inline constexpr std::size_t kDeepestJson = 64;
inline constexpr std::size_t kMostJsonKeys = 10'000;

/// The only place that parses JSON: each kind of text, as each type of JSON value, would bring a
/// parser of its own into the page's download.
///
/// A text may come from a stranger, so what nlohmann/json would let pass is refused: equal keys in
/// one object (it keeps the last), more than kMostJsonKeys of them, and nesting deeper than
/// `deepest`.
/// Throws std::invalid_argument that says what is wrong with the text: "it has \"a\" twice".
nlohmann::ordered_json parse_json(std::string_view text, std::size_t deepest = kDeepestJson);

/// The same, but a value for which is_discarded() holds where parse_json throws.
nlohmann::ordered_json try_parse_json(std::string_view text);

/// The only place that writes JSON: {"epoch":1,"loss":0.5}. Throws std::invalid_argument if a text
/// in it is not UTF-8. The page's module has the browser do it (wasm/json_writer.cpp).
std::string to_json_text(const nlohmann::ordered_json& value);

/// json_object({{"epoch", 1}, {"loss", 0.5}}): what the library makes of such braces alone, in a
/// third of the code, since a brace here is never an array.
nlohmann::ordered_json json_object(
    std::initializer_list<std::pair<const char*, nlohmann::ordered_json>> entries);

// Objects and arrays are looked into by these: the library's iterators serve both, check at each
// step which it is, and are 3 KB of the page's module.

/// The value of an object's key; null if it has no such, or is no object.
const nlohmann::ordered_json* find_key(const nlohmann::ordered_json& object, std::string_view key);

/// The entries of an object, to be looped over.
inline const nlohmann::ordered_json::object_t& entries_of(const nlohmann::ordered_json& object) {
  return object.get_ref<const nlohmann::ordered_json::object_t&>();
}

/// The elements of an array, likewise.
inline const nlohmann::ordered_json::array_t& elements_of(const nlohmann::ordered_json& array) {
  return array.get_ref<const nlohmann::ordered_json::array_t&>();
}

}  // namespace atelier::nn
