// Included before pthreadpool's own sources (see project_include.cmake) when it is built for x86.
//
// A waiting thread of the pool spins a million times in `_mm_pause`, some 50 ms, before it sleeps.
// Where there are more threads than free cores it spins away the very time the thread it waits for
// needs: two trainings with two threads each on two cores ran at 400 images/s instead of 7,000. So
// every 256th pause gives the core to whoever else wants it; with a core for each thread that costs
// nothing measurable, since `sched_yield` returns at once.
#pragma once

#include <sched.h>
#include <xmmintrin.h>

static inline void atelier_yielding_pause(void) {
  static _Thread_local unsigned pauses;
  if (++pauses % 256 == 0) {
    sched_yield();
  } else {
    _mm_pause();
  }
}

#define _mm_pause atelier_yielding_pause
