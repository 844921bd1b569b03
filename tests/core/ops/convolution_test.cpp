#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstddef>
#include <vector>

#include "atelier/ops/convolution/direct_convolution.h"
#include "atelier/ops/convolution/winograd_convolution.h"
#include "atelier/ops/convolution/xnnpack_convolution.h"

#include "support/naive_window.h"
#include "support/values.h"

// conv2d_test.cpp tests the implementation that this machine gets; here are those it does not.

namespace {

using atelier::Buffer;
using atelier::Shape;
using atelier::ThreadPool;
using atelier::ops::DirectConvolution;
using atelier::ops::Padding;
using atelier::ops::Window;
using atelier::ops::WindowOptions;
using atelier::ops::WinogradConvolution;
#if !defined(__wasm__)
using atelier::ops::XnnpackConvolution;
#endif
using atelier::test::ExactSums;
using atelier::test::for_each_tap;
using atelier::test::random_buffer;

struct Case {
  std::size_t batch;
  Shape input;
  std::size_t filters;
  WindowOptions window;
};

// Tiles of every width, partial vectors, panels of one, two and three vectors; padding of less and
// of more than the image; strides that skip.
const std::vector<Case> kCases = {
    {1, {1, 1, 1}, 1, {1, 1, 1, 1, Padding::kValid}},
    {2, {5, 17, 3}, 16, {3, 3, 1, 1, Padding::kSame}},
    {1, {4, 15, 2}, 33, {3, 2, 1, 1, Padding::kValid}},
    {3, {6, 13, 5}, 28, {3, 3, 1, 1, Padding::kSame}},
    {2, {7, 29, 1}, 48, {5, 5, 1, 1, Padding::kSame}},
    {1, {9, 8, 4}, 80, {3, 3, 2, 2, Padding::kSame}},
    {1, {8, 9, 2}, 7, {2, 2, 3, 3, Padding::kValid}},
    {1, {2, 2, 3}, 5, {7, 7, 1, 1, Padding::kSame}},
    {17, {3, 4, 2}, 40, {2, 3, 1, 1, Padding::kSame}},
};

// What Winograd's tiles have to do with: outputs of odd and even sizes down to a single pixel,
// padding on every side, channels that are whole vectors and not, rows of tiles in one block and
// several, more and fewer images than there are tasks.
const std::vector<Case> kWinogradCases = {
    {1, {1, 1, 16}, 16, {3, 3, 1, 1, Padding::kSame}},
    {2, {3, 3, 17}, 16, {3, 3, 1, 1, Padding::kValid}},
    {1, {2, 5, 16}, 19, {3, 3, 1, 1, Padding::kSame}},
    {3, {6, 7, 20}, 33, {3, 3, 1, 1, Padding::kSame}},
    {2, {8, 5, 33}, 28, {3, 3, 1, 1, Padding::kValid}},
    {1, {13, 40, 16}, 16, {3, 3, 1, 1, Padding::kSame}},
    {17, {4, 4, 16}, 48, {3, 3, 1, 1, Padding::kSame}},
};

template <typename Implementation>
void check(Implementation&& convolution, const Case& tested, bool relu, bool masked,
           double rounding = 0) {
  const Window window("conv2d", tested.input, tested.window);
  CAPTURE(tested.input.to_string(), tested.filters, tested.window.height, relu, masked);
  const std::size_t taps = tested.window.height * tested.window.width * tested.input[2];
  const Buffer kernel = random_buffer(taps * tested.filters, 2);
  const Buffer bias = random_buffer(tested.filters, 3);
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  Buffer output(tested.batch * window.output_height * window.output_width * tested.filters);
  const Buffer mask = random_buffer(output.size(), 4);
  convolution.set_weights(kernel.data(), bias.data());
  convolution.run(input.data(), tested.batch, output.data(), masked ? mask.data() : nullptr);

  ExactSums expected(output.size());
  const auto passes = [&](std::size_t i) { return !masked || mask.data()[i] > 0; };
  for (std::size_t i = 0; i < output.size(); ++i) {
    if (passes(i))
      expected.add(i, bias.data()[i % tested.filters]);
  }
  const std::size_t channels = tested.input[2];
  for_each_tap(tested.input, tested.window, tested.batch,
               [&](std::size_t result, std::size_t tap, std::size_t pixel) {
                 for (std::size_t channel = 0; channel < channels; ++channel) {
                   for (std::size_t filter = 0; filter < tested.filters; ++filter) {
                     const std::size_t i = result * tested.filters + filter;
                     const std::size_t weight =
                         (tap * channels + channel) * tested.filters + filter;
                     if (passes(i)) {
                       expected.add(i, double{input.data()[pixel * channels + channel]} *
                                           kernel.data()[weight]);
                     }
                   }
                 }
               });
  if (relu) {
    expected.clamp();
  }
  expected.require_close(output.span(), rounding);
}

}  // namespace

TEST_CASE("Every convolution that this machine can run computes what the definition says",
          "[ops]") {
  const Case tested = GENERATE(from_range(kCases));
  const bool relu = GENERATE(false, true);
  const bool masked = GENERATE(false, true);
  ThreadPool pool(1);
  const Window window("conv2d", tested.input, tested.window);
#if !defined(__wasm__)  // Whose XNNPACK is built without its kernels.
  check(XnnpackConvolution(window, tested.filters, relu, pool), tested, relu, masked);
#endif
  for (const auto& kernel : atelier::ops::convolution_row_kernels()) {
    CAPTURE(kernel.instruction_set);
    check(DirectConvolution(window, tested.filters, relu, pool, kernel), tested, relu, masked);
  }
}

// With inputs and weights below 1, B' d B is below 4 and G g G' below 9/4, so that each of the 9
// points that an output adds up is a sum of C terms below 9; each term and sum has seen at most 12
// roundings besides those of the sum over C.
TEST_CASE("Winograd's convolution computes what the definition says", "[ops]") {
  const Case tested = GENERATE(from_range(kWinogradCases));
  const bool relu = GENERATE(false, true);
  const bool masked = GENERATE(false, true);
  ThreadPool pool(1);
  const Window window("conv2d", tested.input, tested.window);
  const auto channels = static_cast<double>(tested.input[2]);
  const double rounding = 9 * 9 * channels * (channels + 12) * 0x1p-24;
  for (const auto& products : atelier::ops::convolution_row_kernels()) {
    for (const auto& transforms : atelier::ops::winograd_kernels()) {
      CAPTURE(transforms.instruction_set, products.instruction_set);
      check(WinogradConvolution(window, tested.filters, relu, pool, transforms, products), tested,
            relu, masked, rounding);
    }
  }
}
