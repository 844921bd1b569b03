#pragma once

#include <cstdint>
#include <libdeflate.h>
#include <span>
#include <vector>

namespace atelier::test {

using Bytes = std::vector<std::uint8_t>;

/// An IDX file of unsigned bytes, written after its description, not after our reader.
inline Bytes idx_bytes(std::span<const std::uint32_t> sizes, std::span<const std::uint8_t> values) {
  Bytes bytes = {0, 0, 8, static_cast<std::uint8_t>(sizes.size())};
  for (const std::uint32_t size : sizes) {
    for (const int shift : {24, 16, 8, 0}) {
      bytes.push_back(static_cast<std::uint8_t>(size >> shift));
    }
  }
  bytes.insert(bytes.end(), values.begin(), values.end());
  return bytes;
}

inline Bytes gzip_bytes(std::span<const std::uint8_t> bytes) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  Bytes packed(libdeflate_gzip_compress_bound(compressor, bytes.size()));
  packed.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), packed.data(),
                                         packed.size()));
  libdeflate_free_compressor(compressor);
  return packed;
}

/// 0, 1, 2, ... modulo 251: a prime, so that no image of a usual size repeats the one before.
inline Bytes ramp(std::size_t count) {
  Bytes values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<std::uint8_t>(i % 251);
  return values;
}

}  // namespace atelier::test
