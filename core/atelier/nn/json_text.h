#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

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

}  // namespace atelier::nn
