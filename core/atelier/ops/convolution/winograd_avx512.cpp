#include "atelier/ops/convolution/winograd_kernel.h"

namespace atelier::ops {

void transform_winograd_input_avx512(const WinogradInput& input);
void transform_winograd_output_avx512(const WinogradOutput& output);
void transform_winograd_output_gradient_avx512(const WinogradOutputGradient& gradient);

void transform_winograd_input_avx512(const WinogradInput& input) {
  transform_winograd_input<16>(input);
}

void transform_winograd_output_avx512(const WinogradOutput& output) {
  transform_winograd_output<16>(output);
}

void transform_winograd_output_gradient_avx512(const WinogradOutputGradient& gradient) {
  transform_winograd_output_gradient<16>(gradient);
}

}  // namespace atelier::ops
