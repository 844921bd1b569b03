#include "peak/peak_kernel.h"

namespace atelier::bench {

Peak peak_avx512() {
  return peak_of<16>("AVX-512");
}

}  // namespace atelier::bench
