#include "atelier/ops/convolution/convolution_row.h"

#include <algorithm>
#include <vector>

#include "atelier/ops/x86.h"
#if defined(__wasm__)
#include "atelier/ops/convolution/convolution_row_kernel.h"
#endif

namespace atelier::ops {

#if defined(ATELIER_X86)
void convolve_row_avx512(const ConvolutionRow& row);  // convolution_row_avx512.cpp
void convolve_row_avx2(const ConvolutionRow& row);    // convolution_row_avx2.cpp
#endif

namespace {

std::vector<ConvolutionRowKernel> kernels_of_this_machine() {
  std::vector<ConvolutionRowKernel> kernels;
#if defined(ATELIER_X86)
  if (has_avx512()) {
    kernels.push_back({"AVX-512", 16, convolve_row_avx512});
  }
  if (has_avx2()) {
    kernels.push_back({"AVX2", 8, convolve_row_avx2});
  }
#elif defined(__wasm__)
  // V8 keeps 13 or 14 vectors in registers: more spill, and the loop runs at half the speed.
  // Tiles of one vector could be of 8 pixels, but each number of pixels is code to download.
  kernels.push_back({"wasm SIMD", 4, convolve_row<4, 4, 4, 3>});
#endif
  return kernels;
}

}  // namespace

std::span<const ConvolutionRowKernel> convolution_row_kernels() {
  static const std::vector<ConvolutionRowKernel> kernels = kernels_of_this_machine();
  return kernels;
}

void pack_convolution_weights(const float* weights, std::size_t taps, std::size_t channels,
                              std::size_t lanes, float* packed) {
  const std::size_t vectors = (channels + lanes - 1) / lanes;
  std::size_t done = 0;
  while (done < vectors) {
    const std::size_t width = panel_vectors(vectors - done);
    const std::size_t first = done * lanes;
    const std::size_t count = std::min(channels - first, width * lanes);
    for (std::size_t tap = 0; tap < taps; ++tap) {
      std::copy_n(weights + tap * channels + first, count, packed);
      std::fill_n(packed + count, width * lanes - count, 0.0F);
      packed += width * lanes;
    }
    done += width;
  }
}

}  // namespace atelier::ops
