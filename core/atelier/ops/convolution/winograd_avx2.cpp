#include "atelier/ops/convolution/winograd_kernel.h"

namespace atelier::ops {

void transform_winograd_input_avx2(const WinogradInput& input);
void transform_winograd_output_avx2(const WinogradOutput& output);
void transform_winograd_output_gradient_avx2(const WinogradOutputGradient& gradient);

void transform_winograd_input_avx2(const WinogradInput& input) {
  transform_winograd_input<8>(input);
}

void transform_winograd_output_avx2(const WinogradOutput& output) {
  transform_winograd_output<8>(output);
}

void transform_winograd_output_gradient_avx2(const WinogradOutputGradient& gradient) {
  transform_winograd_output_gradient<8>(gradient);
}

}  // namespace atelier::ops
