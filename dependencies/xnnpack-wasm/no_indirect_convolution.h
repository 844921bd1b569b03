// Included before XNNPACK's table of f32 and other GEMM kernels (src/configs/gemm-config.c): leaves
// the kernels of indirect convolutions (IGEMM) out of it, and with it out of every module that is
// linked. In WebAssembly convolutions are Atelier's own; only dense layers use this table. The
// kernels that never run were 23 KB of the page's download.
#pragma once

#include "xnnpack/config.h"

#define xnn_init_hmp_igemm_ukernel(kernel) xnn_init_hmp_igemm_ukernel(NULL)
