#include "png.h"

#include <fmt/format.h>
#include <new>
#include <stb/stb_image_write.h>
#include <stdexcept>

namespace atelier::cli {
namespace {

void append(void* context, void* data, int size) {
  auto& bytes = *static_cast<std::vector<std::uint8_t>*>(context);
  const auto* from = static_cast<const std::uint8_t*>(data);
  bytes.insert(bytes.end(), from, from + size);
}

}  // namespace

std::vector<std::uint8_t> png_of(std::span<const std::uint8_t> pixels, std::size_t width,
                                 std::size_t height, PngColor color) {
  const int channels = static_cast<int>(color);
  const std::size_t row_size = width * static_cast<std::size_t>(channels);
  if (pixels.empty() || pixels.size() != row_size * height) {
    throw std::invalid_argument(
        fmt::format("png: {} bytes are no picture of {}x{} with {} channels", pixels.size(), width,
                    height, channels));
  }
  std::vector<std::uint8_t> bytes;
  if (stbi_write_png_to_func(append, &bytes, static_cast<int>(width), static_cast<int>(height),
                             channels, pixels.data(), static_cast<int>(row_size)) == 0) {
    throw std::bad_alloc();  // Its only reason to fail.
  }
  return bytes;
}

}  // namespace atelier::cli
