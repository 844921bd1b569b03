#pragma once

#include <map>
#include <span>
#include <string>

namespace atelier::io {

/// The key in a safetensors file's metadata under which its checksum stands.
inline constexpr const char* kChecksumKey = "checksum";

/// The CRC-32, in hexadecimal, of the metadata but for the checksum, each key and value with a zero
/// byte after it, in the keys' order, and then of the arrays' values, one after the other.
std::string content_checksum(const std::map<std::string, std::string>& metadata,
                             std::span<const std::span<const float>> arrays);

}  // namespace atelier::io
