#include "atelier/train/parameter_update_kernel.h"

namespace atelier::train {

extern const ParameterUpdateKernels kParameterUpdateAvx512;

constinit const ParameterUpdateKernels kParameterUpdateAvx512 = {"AVX-512", adam, sgd,
                                                                 sum_of_squares};

}  // namespace atelier::train
