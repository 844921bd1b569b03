#pragma once

#include <cstddef>

struct xnn_allocator;

namespace atelier::ops {

/// Memory for XNNPACK's operators that is kept when they are deleted and given to the next ones.
/// Each training step makes new operators, whose packed weights may be megabytes: taken from the
/// system each time, they would come back one page fault at a time.
///
/// What is idle stays below 32 MiB. May be used from several threads.
const xnn_allocator& xnnpack_memory();

/// How many blocks were taken from the system so far: stands still in the steady state of training.
std::size_t xnnpack_blocks_taken();

}  // namespace atelier::ops
