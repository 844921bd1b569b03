// Any picture is prepared to 28x28 pixels, with its garment within it; sizes that lie are refused.
// How to build and run this: tests/fuzz/CMakeLists.txt.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include "atelier/data/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 3)
    return 0;
  // Two bytes choose the width, and the height is what the rest makes of it; the third byte may
  // lie.
  atelier::data::PictureView picture;
  picture.width = 1 + (bytes[0] + 256 * bytes[1]) % 2048;
  picture.rgba = {bytes + 3, size - 3};
  picture.height = picture.rgba.size() / 4 / picture.width;
  if (bytes[2] < 250) {
    picture.rgba = picture.rgba.first(picture.width * picture.height * 4);
  }
  try {
    const atelier::data::PreparedPicture prepared = atelier::data::prepare(picture);
    const bool has_garment =
        std::ranges::any_of(prepared.pixels, [](std::uint8_t pixel) { return pixel != 0; });
    if (prepared.pixels.size() != 28 * 28 || has_garment == prepared.blank)
      std::abort();
    if (prepared.left + prepared.width > picture.width)
      std::abort();
    if (prepared.top + prepared.height > picture.height)
      std::abort();
  } catch (const std::invalid_argument&) {
    return 0;  // Refused, as it may be.
  }
  return 0;
}
