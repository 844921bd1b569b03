#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace atelier::nn {

/// The only place that parses JSON: each kind of text, as each type of JSON value, would bring a
/// parser of its own into the page's download.
/// @param check called with what was parsed, as it comes; see nlohmann::basic_json::parse.
/// Throws nlohmann::ordered_json::parse_error if the text is no JSON.
nlohmann::ordered_json parse_json(std::string_view text,
                                  const nlohmann::ordered_json::parser_callback_t& check = nullptr);

/// The same, but a value for which is_discarded() holds if the text is no JSON.
nlohmann::ordered_json try_parse_json(std::string_view text);

}  // namespace atelier::nn
