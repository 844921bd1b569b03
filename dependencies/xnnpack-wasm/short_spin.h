// Included before pthreadpool's src/pthreads.c. A waiting thread spins a million times, some milliseconds in a module, before it
// sleeps. Where there are more threads than free cores, as in two tabs that train, it spins away the very time that the
// thread it waits for needs; natively the pause yields (../pthreadpool), but a module cannot. So here it sleeps
// sooner: what that is worth is in docs/performance.md.
#pragma once

#include "threadpool-common.h"

#undef PTHREADPOOL_SPIN_WAIT_ITERATIONS
#define PTHREADPOOL_SPIN_WAIT_ITERATIONS 100000
