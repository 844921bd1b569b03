// Included before the code that runs XNNPACK's operators (src/operator-run.c): leaves out the
// shapes of parallel loops that neither dense layers nor max pooling has, and with them most of
// pthreadpool.
#pragma once

#include <pthreadpool.h>

#define pthreadpool_parallelize_1d(...) __builtin_trap()
#define pthreadpool_parallelize_1d_with_thread(...) __builtin_trap()
#define pthreadpool_parallelize_1d_tile_1d(...) __builtin_trap()
#define pthreadpool_parallelize_2d_with_thread(...) __builtin_trap()
#define pthreadpool_parallelize_2d_tile_1d(...) __builtin_trap()
#define pthreadpool_parallelize_3d(...) __builtin_trap()
#define pthreadpool_parallelize_3d_tile_1d(...) __builtin_trap()
#define pthreadpool_parallelize_3d_tile_1d_with_thread(...) __builtin_trap()
#define pthreadpool_parallelize_3d_tile_2d(...) __builtin_trap()
#define pthreadpool_parallelize_4d(...) __builtin_trap()
#define pthreadpool_parallelize_4d_tile_2d(...) __builtin_trap()
#define pthreadpool_parallelize_5d(...) __builtin_trap()
#define pthreadpool_parallelize_5d_tile_2d(...) __builtin_trap()
#define pthreadpool_parallelize_6d_tile_2d(...) __builtin_trap()
