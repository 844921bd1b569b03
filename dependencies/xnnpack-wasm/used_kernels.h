// Included before XNNPACK's table of GEMM kernels (src/configs/gemm-config.c): leaves out of it,
// and with it out of every module that is linked, what dense layers can do without. In WebAssembly
// nothing else uses this table: convolutions are Atelier's own, so the kernels of indirect ones
// (IGEMM) would never run. The kernels that clamp their output, to infinity if need be, serve for
// those with a ReLU and those with nothing after the sum; and those for 8 output channels for the
// special ones for 2.
#pragma once

#include "xnnpack/config.h"
#include "xnnpack/packw.h"

#define xnn_init_hmp_igemm_ukernel(kernel) xnn_init_hmp_igemm_ukernel(NULL)
#define xnn_init_hmp_gemm_ukernel(kernel) \
  xnn_init_hmp_gemm_ukernel(ATELIER_IS_USED(#kernel) ? (kernel) : NULL)
#define ATELIER_IS_USED(kernel) \
  (__builtin_strstr(kernel, "_minmax_") && !__builtin_strstr(kernel, "x2c4_"))
#define xnn_x32_packw_gemm_goi_ukernel_x2c4__wasmsimd_u4 NULL
