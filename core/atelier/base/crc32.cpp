#include "atelier/base/crc32.h"

#include <libdeflate.h>

namespace atelier {

std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before) {
  // libdeflate takes a null pointer as a request for the initial value.
  return bytes.empty() ? before : libdeflate_crc32(before, bytes.data(), bytes.size());
}

}  // namespace atelier
