// Included before pthreadpool's src/pthreads.c: how often a waiting thread looks before it sleeps
// is told by whoever uses the pool (core/atelier/base/thread_pool.cpp), instead of always a million
// times.
//
// A WebAssembly thread cannot yield its core while it looks. Where there are more threads than free
// cores it takes the very time that the thread it waits for needs.
#pragma once

#include <threadpool-common.h>

extern _Atomic(unsigned) atelier_wait_rounds;

#undef PTHREADPOOL_SPIN_WAIT_ITERATIONS
#define PTHREADPOOL_SPIN_WAIT_ITERATIONS __c11_atomic_load(&atelier_wait_rounds, __ATOMIC_RELAXED)
