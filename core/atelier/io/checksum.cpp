#include "atelier/io/checksum.h"

#include <cstdint>

#include "atelier/base/crc32.h"
#include "atelier/base/message.h"

namespace atelier::io {

namespace {

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  // With the zero byte that ends every std::string, so that "ab", "c" differs from "a", "bc".
  return {reinterpret_cast<const std::uint8_t*>(text.c_str()), text.size() + 1};
}

}  // namespace

std::string content_checksum(const std::map<std::string, std::string>& metadata,
                             std::span<const std::span<const float>> arrays) {
  std::uint32_t checksum = 0;
  for (const auto& [key, value] : metadata) {
    if (key == kChecksumKey)
      continue;
    checksum = crc32(bytes_of(value), crc32(bytes_of(key), checksum));
  }
  for (const std::span<const float> values : arrays) {
    checksum = crc32({reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()},
                     checksum);
  }
  return hexadecimal(checksum, 8);
}

}  // namespace atelier::io
