#include "atelier/data/idx.h"

#include <stdexcept>

#include "atelier/base/file.h"
#include "atelier/base/message.h"
#include "atelier/data/gzip.h"

namespace atelier::data {

namespace {

// The header, after http://yann.lecun.com/exdb/mnist: two zero bytes, the type, the number of
// dimensions, then each dimension's size as 4 bytes, most significant first.
constexpr std::size_t kMagicBytes = 4;
constexpr std::size_t kSizeBytes = 4;
constexpr std::uint8_t kUnsignedByte = 0x08;

std::size_t big_endian(std::span<const std::uint8_t> bytes) {
  return std::size_t{bytes[0]} << 24 | std::size_t{bytes[1]} << 16 | std::size_t{bytes[2]} << 8 |
         std::size_t{bytes[3]};
}

std::string type_name(std::uint8_t type) {
  switch (type) {
    case 0x09:
      return "signed bytes";
    case 0x0B:
      return "16-bit integers";
    case 0x0C:
      return "32-bit integers";
    case 0x0D:
      return "32-bit floats";
    case 0x0E:
      return "64-bit floats";
    default:
      return message("values of the unknown type 0x{}", hexadecimal(type, 2));
  }
}

}  // namespace

IdxArray parse_idx(std::span<const std::uint8_t> bytes, const std::string& name) {
  const auto fail = [&name](const std::string& reason) {
    throw std::runtime_error(message("{}: {}", name, reason));
  };
  if (bytes.size() < kMagicBytes) {
    fail(message("is no IDX file: only {} bytes long", bytes.size()));
  }
  if (bytes[0] != 0 || bytes[1] != 0) {
    fail(message("is no IDX file: expected it to begin with two zero bytes, found {} {}",
                 hexadecimal(bytes[0], 2), hexadecimal(bytes[1], 2)));
  }
  if (bytes[2] != kUnsignedByte) {
    fail(message("expected unsigned bytes, found {}", type_name(bytes[2])));
  }
  const std::size_t rank = bytes[3];
  if (rank == 0)
    fail("is no IDX file of images or labels: it has no dimension");
  if (bytes.size() < kMagicBytes + rank * kSizeBytes) {
    fail(message("is cut short: {} bytes do not hold the sizes of {} dimensions", bytes.size(),
                 rank));
  }

  IdxArray array;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    array.sizes.push_back(big_endian(bytes.subspan(kMagicBytes + axis * kSizeBytes, kSizeBytes)));
  }
  const std::span<const std::uint8_t> values = bytes.subspan(kMagicBytes + rank * kSizeBytes);
  // The product is compared factor by factor, so that no sizes can make it overflow; an empty
  // dimension makes it zero, whatever the others are.
  std::size_t expected = 1;
  for (const std::size_t size : array.sizes) {
    if (size == 0)
      expected = 0;
  }
  for (const std::size_t size : array.sizes) {
    if (expected == 0)
      break;
    if (expected > values.size() / size) {
      fail(message("is cut short: its sizes, {}, promise more than the {} bytes that follow",
                   joined(array.sizes, " x "), values.size()));
    }
    expected *= size;
  }
  if (values.size() != expected) {
    fail(message("is too long: its sizes, {}, make {} bytes, but {} follow",
                 joined(array.sizes, " x "), expected, values.size()));
  }
  array.values.assign(values.begin(), values.end());
  return array;
}

IdxArray read_idx(const std::filesystem::path& path) {
  return parse_idx(unpacked(load_file(path), path.string()), path.string());
}

}  // namespace atelier::data
