// Any bytes are either an IDX file, plain or gzip-compressed, whose sizes match its values, or
// refused with an exception. How to build and run this: tests/fuzz/CMakeLists.txt.
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include "atelier/data/gzip.h"
#include "atelier/data/idx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    const atelier::data::IdxArray array =
        atelier::data::parse_idx(atelier::data::unpacked({bytes, bytes + size}, "fuzz"), "fuzz");
    std::size_t count = 1;
    for (const std::size_t axis_size : array.sizes)
      count *= axis_size;
    if (count != array.values.size())
      std::abort();
  } catch (const std::runtime_error&) {
    return 0;  // Refused, as it may be.
  }
  return 0;
}
