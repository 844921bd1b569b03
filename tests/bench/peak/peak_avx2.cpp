#include "peak/peak_kernel.h"

namespace atelier::bench {

Peak peak_avx2() {
  return peak_of<8>("AVX2 and FMA");
}

}  // namespace atelier::bench
