// Any bytes are either a checkpoint, which is written so that it reads the same, or refused with an
// exception; its checksum is looked at last, so that all that it covers is read by then.
// How to build and run this: tests/fuzz/CMakeLists.txt.
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "atelier/train/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    const std::vector<std::uint8_t> written =
        atelier::train::write_checkpoint(atelier::train::read_checkpoint({bytes, size}));
    if (atelier::train::write_checkpoint(atelier::train::read_checkpoint(written)) != written)
      std::abort();
  } catch (const std::runtime_error&) {
    return 0;  // Refused, as it may be.
  }
  return 0;
}
