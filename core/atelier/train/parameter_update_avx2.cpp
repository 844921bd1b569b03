#include "atelier/train/parameter_update_kernel.h"

namespace atelier::train {

extern const ParameterUpdateKernels kParameterUpdateAvx2;

constinit const ParameterUpdateKernels kParameterUpdateAvx2 = {"AVX2", adam, sgd, sum_of_squares};

}  // namespace atelier::train
