#include "exif.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace atelier::cli {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr int kUpright = 1;
constexpr int kLastOrientation = 8;
constexpr std::string_view kExifHeader{"Exif\0\0", 6};

/// Numbers of a TIFF file, which may be either way round; nothing where they lie beyond its end.
class Tiff {
 public:
  explicit Tiff(Bytes bytes)
      : bytes_(bytes), little_endian_(!bytes.empty() && bytes.front() == 'I') {}

  std::optional<std::uint32_t> number(std::size_t offset, std::size_t size) const {
    if (offset > bytes_.size() || bytes_.size() - offset < size)
      return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = little_endian_ ? size - 1 - i : i;
      value = value << 8 | bytes_[offset + place];
    }
    return value;
  }

 private:
  Bytes bytes_;
  bool little_endian_;
};

int orientation_in(const Tiff& tiff) {
  constexpr std::uint32_t kOrientationTag = 0x0112;
  constexpr std::size_t kEntrySize = 12;
  const auto directory = tiff.number(4, 4);
  if (!directory)
    return kUpright;
  const auto count = tiff.number(*directory, 2);
  for (std::size_t i = 0; i < count.value_or(0); ++i) {
    const std::size_t entry = *directory + 2 + i * kEntrySize;
    const auto tag = tiff.number(entry, 2);
    if (!tag)
      return kUpright;
    if (*tag == kOrientationTag) {
      const auto value = tiff.number(entry + 8, 2).value_or(kUpright);
      return value >= kUpright && value <= kLastOrientation ? static_cast<int>(value) : kUpright;
    }
  }
  return kUpright;
}

}  // namespace

int exif_orientation(Bytes jpeg) {
  constexpr std::uint8_t kMarker = 0xff;
  constexpr std::uint8_t kApp1 = 0xe1;
  constexpr std::uint8_t kStartOfScan = 0xda;
  std::size_t offset = 2;  // After the start of the image.
  while (offset + 4 <= jpeg.size() && jpeg[offset] == kMarker && jpeg[offset + 1] != kStartOfScan) {
    const std::size_t length = std::size_t{jpeg[offset + 2]} << 8 | jpeg[offset + 3];
    const std::size_t begin = offset + 4;
    const std::size_t end = std::min(offset + 2 + std::max<std::size_t>(length, 2), jpeg.size());
    const Bytes segment = jpeg.subspan(begin, end - begin);
    if (jpeg[offset + 1] == kApp1 && segment.size() > kExifHeader.size() &&
        std::ranges::equal(segment.first(kExifHeader.size()), kExifHeader, {}, {},
                           [](char c) { return static_cast<std::uint8_t>(c); })) {
      return orientation_in(Tiff(segment.subspan(kExifHeader.size())));
    }
    offset = end;
  }
  return kUpright;
}

}  // namespace atelier::cli
