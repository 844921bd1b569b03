#include "atelier/ops/convolution/winograd.h"

#include <array>

#include "atelier/ops/convolution/winograd_kernel.h"
#include "atelier/ops/x86.h"

namespace atelier::ops {

#if defined(ATELIER_X86)
void transform_winograd_input_avx512(const WinogradInput& input);     // winograd_avx512.cpp
void transform_winograd_output_avx512(const WinogradOutput& output);  // likewise
void transform_winograd_output_gradient_avx512(const WinogradOutputGradient& gradient);
void transform_winograd_input_avx2(const WinogradInput& input);     // winograd_avx2.cpp
void transform_winograd_output_avx2(const WinogradOutput& output);  // likewise
void transform_winograd_output_gradient_avx2(const WinogradOutputGradient& gradient);
#endif

namespace {

struct Kernels {
  std::array<WinogradKernel, 3> list;
  std::size_t count = 0;

  Kernels() {
#if defined(ATELIER_X86)
    if (has_avx512()) {
      list[count++] = {"AVX-512", 16, transform_winograd_input_avx512,
                       transform_winograd_output_avx512, transform_winograd_output_gradient_avx512};
    }
    if (has_avx2()) {
      list[count++] = {"AVX2", 8, transform_winograd_input_avx2, transform_winograd_output_avx2,
                       transform_winograd_output_gradient_avx2};
    }
#endif
    list[count++] = {"vectors of 4", 4, transform_winograd_input<4>, transform_winograd_output<4>,
                     transform_winograd_output_gradient<4>};
  }
};

}  // namespace

std::span<const WinogradKernel> winograd_kernels() {
  static const Kernels kernels;
  return {kernels.list.data(), kernels.count};
}

}  // namespace atelier::ops
