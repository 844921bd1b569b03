#include "atelier/ops/xnnpack_operator.h"

#include <stdexcept>
#include <xnnpack.h>

#include "atelier/ops/xnnpack_memory.h"

namespace atelier::ops {

namespace {

const char* description(int status) {
  switch (status) {
    case xnn_status_uninitialized:
      return "not initialized";
    case xnn_status_invalid_parameter:
      return "invalid parameter";
    case xnn_status_invalid_state:
      return "invalid state";
    case xnn_status_unsupported_parameter:
      return "unsupported parameter";
    case xnn_status_unsupported_hardware:
      return "this processor is not supported";
    case xnn_status_out_of_memory:
      return "out of memory";
    default:
      return "unknown error";
  }
}

}  // namespace

void XnnpackOperatorDelete::operator()(xnn_operator* owned) const {
  xnn_delete_operator(owned);
}

void initialize_xnnpack() {
  static const xnn_status status = xnn_initialize(&xnnpack_memory());
  check_xnnpack("operators", status);
}

void check_xnnpack(const std::string& operation, int status) {
  if (status != xnn_status_success) {
    throw std::runtime_error(operation + ": XNNPACK: " + description(status));
  }
}

void run_xnnpack(const std::string& operation, const XnnpackOperator& prepared,
                 const ThreadPool& pool) {
  check_xnnpack(operation, xnn_run_operator(prepared.get(), pool.handle()));
}

}  // namespace atelier::ops
