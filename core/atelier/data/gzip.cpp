#include "atelier/data/gzip.h"

#include <cstddef>
#include <libdeflate.h>
#include <memory>
#include <new>
#include <stdexcept>

#include "atelier/base/message.h"

namespace atelier::data {

namespace {

// A header of 10 bytes, at least 2 of deflate, a trailer of 8 (checksum and unpacked size).
constexpr std::size_t kSmallestFile = 20;

// Deflate's longest match is 258 bytes and takes at least 2 bits: 1032 bytes from one.
constexpr std::size_t kLargestRatio = 1032;

std::uint32_t little_endian(std::span<const std::uint8_t> bytes) {
  return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8 |
         static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
}

}  // namespace

bool is_gzip(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

std::vector<std::uint8_t> gunzip(std::span<const std::uint8_t> bytes, const std::string& name) {
  const auto fail = [&name](const std::string& reason) {
    throw std::runtime_error(message("{}: {}", name, reason));
  };
  if (!is_gzip(bytes))
    fail("is not gzip-compressed");
  if (bytes.size() < kSmallestFile) {
    fail(message("gzip data is cut short: only {} bytes", bytes.size()));
  }
  // With more than one member, or anything after the last, these four bytes are not the first
  // member's size, and unpacking into that size fails below.
  const std::size_t size = little_endian(bytes.last(4));
  if (size / kLargestRatio > bytes.size()) {
    fail(message(
        "gzip data is damaged or cut short: it claims {} bytes, which {} packed bytes cannot hold",
        size, bytes.size()));
  }

  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (decompressor == nullptr)
    throw std::bad_alloc();
  std::vector<std::uint8_t> content(size);
  std::size_t used = 0;
  const libdeflate_result result =
      libdeflate_gzip_decompress_ex(decompressor.get(), bytes.data(), bytes.size(), content.data(),
                                    content.size(), &used, nullptr);
  if (result != LIBDEFLATE_SUCCESS) {
    fail("gzip data is damaged or cut short, or something follows it");
  }
  if (used != bytes.size()) {
    fail(message("{} bytes follow the gzip data", bytes.size() - used));
  }
  return content;
}

std::vector<std::uint8_t> unpacked(std::vector<std::uint8_t> bytes, const std::string& name) {
  return is_gzip(bytes) ? gunzip(bytes, name) : bytes;
}

}  // namespace atelier::data
