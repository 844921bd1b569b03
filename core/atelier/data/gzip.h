#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace atelier::data {

/// Whether the bytes begin as every gzip file does.
bool is_gzip(std::span<const std::uint8_t> bytes);

/// Unpacks a gzip file (RFC 1952) of a single member, and checks its checksum. Throws
/// std::runtime_error that starts with `name` if it is damaged, cut short, or followed by anything
/// else. Memory is taken only for a size that the packed bytes can reach.
std::vector<std::uint8_t> gunzip(std::span<const std::uint8_t> bytes, const std::string& name);

/// The content of a file that may be gzip-compressed or not: unpacked, or as it is.
std::vector<std::uint8_t> unpacked(std::vector<std::uint8_t> bytes, const std::string& name);

}  // namespace atelier::data
