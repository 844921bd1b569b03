// Any bytes have an orientation, upright if they are no JPEG.
// How to build and run this: tests/fuzz/CMakeLists.txt.
#include <cstdint>
#include <cstdlib>

#include "exif.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const int orientation = atelier::cli::exif_orientation({bytes, size});
  if (orientation < 1 || orientation > 8)
    std::abort();
  return 0;
}
