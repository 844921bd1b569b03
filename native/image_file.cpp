#include "image_file.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <new>
#include <optional>
#include <stb/stb_image.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atelier/base/grouped.h"

#include "exif.h"
#include "inputs.h"

namespace atelier::cli {
namespace {

using Bytes = std::span<const std::uint8_t>;

/// In bytes: more than any photograph, and what stb_image's `int` sizes can address.
constexpr std::uintmax_t kLargestFile = 1024UL * 1024 * 1024;

bool has(Bytes bytes, std::size_t offset, std::string_view text) {
  return bytes.size() >= offset + text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool is_png(Bytes bytes) {
  return has(bytes, 0, "\x89PNG\r\n\x1a\n");
}
bool is_jpeg(Bytes bytes) {
  return has(bytes, 0, "\xff\xd8\xff");
}

/// The name of an image format that is not read, if `bytes` are of one that people are likely to
/// have.
std::optional<std::string_view> other_format(Bytes bytes) {
  if (has(bytes, 0, "GIF8"))
    return "a GIF";
  if (has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP"))
    return "a WebP";
  if (has(bytes, 4, "ftypavif") || has(bytes, 4, "ftypavis"))
    return "an AVIF";
  if (has(bytes, 4, "ftyphei") || has(bytes, 4, "ftypmif1"))
    return "a HEIC";
  if (has(bytes, 0, std::string_view("II*\0", 4)) || has(bytes, 0, std::string_view("MM\0*", 4)))
    return "a TIFF";
  if (has(bytes, 0, "BM"))
    return "a BMP";
  if (has(bytes, 0, "<svg") || has(bytes, 0, "<?xml"))
    return "an SVG";
  if (has(bytes, 0, "%PDF"))
    return "a PDF";
  return std::nullopt;
}

/// The big-endian number at `offset`, which must lie 4 bytes before the end.
std::size_t number_at(Bytes bytes, std::size_t offset) {
  std::size_t number = 0;
  for (const std::uint8_t byte : bytes.subspan(offset, 4))
    number = number << 8 | byte;
  return number;
}

/// Whether a PNG is animated: an animation control chunk lies before the first pixels (PNG
/// specification, third edition, section 11.3.6.1).
bool is_animated_png(Bytes bytes) {
  std::size_t offset = 8;
  while (offset + 8 <= bytes.size()) {
    if (has(bytes, offset + 4, "acTL"))
      return true;
    if (has(bytes, offset + 4, "IDAT"))
      return false;
    offset += 12 + number_at(bytes, offset);  // Length, type and checksum take 12 bytes.
  }
  return false;
}

struct Size {
  std::size_t width = 0;
  std::size_t height = 0;
};

/// What the file says of itself; nothing if it is damaged.
std::optional<Size> claimed_size(Bytes bytes) {
  if (is_png(bytes)) {
    // Not by stb_image, which takes a PNG above 2^30 bytes of pixels for no image at all.
    if (!has(bytes, 12, "IHDR") || bytes.size() < 24)
      return std::nullopt;
    return Size{.width = number_at(bytes, 16), .height = number_at(bytes, 20)};
  }
  int width = 0;
  int height = 0;
  int channels = 0;
  if (stbi_info_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height,
                            &channels) == 0) {
    return std::nullopt;
  }
  return Size{.width = static_cast<std::size_t>(width), .height = static_cast<std::size_t>(height)};
}

/// Whether a JPEG ends where it should. stb_image fills what is missing with grey instead of
/// failing.
bool is_whole_jpeg(Bytes bytes) {
  constexpr std::array<std::uint8_t, 2> kStartOfScan = {0xff, 0xda};
  constexpr std::array<std::uint8_t, 2> kEndOfImage = {0xff, 0xd9};
  // Neither pair occurs within compressed pixels. A thumbnail has its own, but before the last
  // scan.
  const auto last_scan = std::ranges::find_end(bytes, kStartOfScan);
  const std::ranges::subrange rest(last_scan.begin(), bytes.end());
  return !std::ranges::search(rest, kEndOfImage).empty();
}

}  // namespace

void ImageFile::Free::operator()(std::uint8_t* memory) const {
  stbi_image_free(memory);
}

ImageFile::ImageFile(const std::filesystem::path& path) {
  const auto refuse = [&path](std::string_view reason) {
    throw std::runtime_error(fmt::format("{}: {}", path.string(), reason));
  };
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestFile);

  if (!is_png(bytes) && !is_jpeg(bytes)) {
    const auto format = other_format(bytes);
    if (format)
      refuse(fmt::format("is {} file; only PNG and JPEG are read", *format));
    refuse("is no image: neither PNG nor JPEG");
  }
  if (is_png(bytes) && is_animated_png(bytes))
    refuse("is an animated PNG; only still pictures are read");

  const std::optional<Size> size = claimed_size(bytes);
  if (!size)
    refuse("is damaged: it does not say how large the picture is");
  width_ = size->width;
  height_ = size->height;
  if (std::max(width_, height_) > data::kLargestPictureSide ||
      width_ * height_ > kLargestPixelCount) {
    refuse(fmt::format(
        "is too large: {}x{} pixels; at most {} a side and {} million in all are read", width_,
        height_, grouped(data::kLargestPictureSide), kLargestPixelCount / 1'000'000));
  }
  if (is_jpeg(bytes) && !is_whole_jpeg(bytes))
    refuse("is damaged: the file ends before the picture does");

  int width = 0;
  int height = 0;
  int channels = 0;
  rgba_.reset(stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height,
                                    &channels, STBI_rgb_alpha));
  if (rgba_ == nullptr)
    refuse(fmt::format("is damaged: {}", stbi_failure_reason()));
  if (is_jpeg(bytes))
    turn_upright(exif_orientation(bytes));
}

void ImageFile::turn_upright(int orientation) {
  if (orientation == 1)
    return;
  // By the tag's meaning: where the file's first row and first column lie in the upright picture.
  const bool is_turned = orientation >= 5;
  const bool rows_from_bottom =
      orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  const bool columns_from_right =
      orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const std::size_t width = is_turned ? height_ : width_;
  const std::size_t height = is_turned ? width_ : height_;
  // Freed by stb_image's function, which is free().
  std::unique_ptr<std::uint8_t[], Free> upright(
      static_cast<std::uint8_t*>(std::malloc(4 * width * height)));
  if (upright == nullptr)
    throw std::bad_alloc();
  for (std::size_t y = 0; y < height; ++y) {
    const std::size_t from_y = rows_from_bottom ? height - 1 - y : y;
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t from_x = columns_from_right ? width - 1 - x : x;
      const std::size_t pixel = is_turned ? from_x * width_ + from_y : from_y * width_ + from_x;
      std::copy_n(rgba_.get() + 4 * pixel, 4, upright.get() + 4 * (y * width + x));
    }
  }
  rgba_ = std::move(upright);
  width_ = width;
  height_ = height;
}

data::PictureView ImageFile::picture() const {
  return {.width = width_, .height = height_, .rgba = {rgba_.get(), width_ * height_ * 4}};
}

}  // namespace atelier::cli
