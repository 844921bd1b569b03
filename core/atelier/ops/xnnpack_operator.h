#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "atelier/base/thread_pool.h"

struct xnn_operator;

namespace atelier::ops {

/// Deletes an XNNPACK operator together with its packed weights.
struct XnnpackOperatorDelete {
  void operator()(xnn_operator* owned) const;
};

/// One of XNNPACK's operators. Its life: created from the weights, which it packs; reshaped when
/// the batch changes; set up with the pointers of one run; run.
using XnnpackOperator = std::unique_ptr<xnn_operator, XnnpackOperatorDelete>;

/// Prepares XNNPACK for this machine's instruction set; needed before the first operator is
/// created, and free after the first call. Throws std::runtime_error if the machine is not
/// supported.
void initialize_xnnpack();

/// Turns an `xnn_status` (passed as an int, so that no header of ours includes XNNPACK's) that is
/// not success into an exception with `operation` first, "conv2d: XNNPACK: out of memory":
/// std::bad_alloc has no text, so this is a std::runtime_error.
void check_xnnpack(const std::string& operation, int status);

/// Runs an operator that has been set up, on the pool's threads.
void run_xnnpack(const std::string& operation, const XnnpackOperator& prepared,
                 const ThreadPool& pool);

}  // namespace atelier::ops
