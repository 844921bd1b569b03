// Stands in for src/enums/operator-type.c. XNNPACK names its operators in messages alone, which this
// build does not write; the names of all of them would be in every download.

#include "xnnpack/operator-type.h"

const char* xnn_operator_type_to_string(enum xnn_operator_type operator_type) {
  (void)operator_type;
  return "";
}
