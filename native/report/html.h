#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace atelier::cli {

/// Text as it may stand in HTML, between tags and in a quoted attribute. Bytes that are no UTF-8
/// are left as they are: the page says its encoding, and a browser shows a sign in their place.
std::string escaped(std::string_view text);

/// "data:image/png;base64,...": a file within the page.
std::string data_uri(std::string_view type, std::span<const std::uint8_t> bytes);

}  // namespace atelier::cli
