// A few of XNNPACK's WebAssembly kernels include arm_neon.h where they mean this one.
#include <wasm_simd128.h>
