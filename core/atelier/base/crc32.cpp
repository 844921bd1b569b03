#include "atelier/base/crc32.h"

#include <array>
#include <cstddef>

namespace atelier {

namespace {

constexpr std::uint32_t kReversedPolynomial = 0xEDB88320;
constexpr std::size_t kStep = 8;

/// Slicing by 8 (Kounavis and Berry 2005): row n holds what each byte does to the checksum once n
/// more have followed it.
using Tables = std::array<std::array<std::uint32_t, 256>, kStep>;

/// Computed at first use: as constants, the tables would be 8 KB of every download that no
/// compression makes smaller.
Tables make_tables() {
  Tables tables;
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t checksum = byte;
    for (std::size_t row = 0; row < kStep; ++row) {
      for (int bit = 0; bit < 8; ++bit) {
        checksum = checksum >> 1 ^ (checksum & 1 ? kReversedPolynomial : 0);
      }
      tables[row][byte] = checksum;
    }
  }
  return tables;
}

}  // namespace

std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before) {
  static const Tables tables = make_tables();
  std::uint32_t checksum = ~before;
  while (bytes.size() >= kStep) {
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
      const std::uint32_t mixed = i < 4 ? checksum >> 8 * i : 0;
      next ^= tables[kStep - 1 - i][(bytes[i] ^ mixed) & 0xFF];
    }
    checksum = next;
    bytes = bytes.subspan(kStep);
  }
  for (const std::uint8_t byte : bytes) {
    checksum = checksum >> 8 ^ tables[0][(byte ^ checksum) & 0xFF];
  }
  return ~checksum;
}

}  // namespace atelier
