#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "atelier/data/picture.h"

namespace atelier::cli {

/// Pixels, in width times height, of the largest picture that is decoded: 400 MB in memory.
inline constexpr std::size_t kLargestPixelCount = 100'000'000;

/// A picture decoded from a file.
class ImageFile {
 public:
  /// Decodes a PNG or JPEG file, and turns it upright as its Exif data says. Sizes are checked
  /// before anything is decoded. Throws std::runtime_error that starts with the path and says what
  /// is wrong: no such file, empty, no image, another format (named), animated, too large, damaged.
  explicit ImageFile(const std::filesystem::path& path);

  /// Valid as long as this lives.
  data::PictureView picture() const;

 private:
  struct Free {
    void operator()(std::uint8_t* memory) const;
  };

  /// Turns or mirrors the pixels: exif_orientation()'s value.
  void turn_upright(int orientation);

  std::unique_ptr<std::uint8_t[], Free> rgba_;
  std::size_t width_ = 0;
  std::size_t height_ = 0;
};

}  // namespace atelier::cli
