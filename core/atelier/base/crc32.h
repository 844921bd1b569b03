#pragma once

#include <cstdint>
#include <span>

namespace atelier {

/// The CRC-32 of gzip, zlib and PNG. For bytes in several pieces, give each call the result of the
/// one before.
std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before = 0);

}  // namespace atelier
