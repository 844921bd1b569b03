#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstddef>
#include <vector>

#include "atelier/ops/convolution/direct_weight_gradient.h"
#include "atelier/ops/convolution/winograd_weight_gradient.h"

#include "support/naive_window.h"
#include "support/values.h"

// conv2d_test.cpp tests the implementation that this machine gets; here are those it does not.

namespace {

using atelier::Buffer;
using atelier::Shape;
using atelier::ThreadPool;
using atelier::ops::DirectWeightGradient;
using atelier::ops::Padding;
using atelier::ops::Window;
using atelier::ops::WindowOptions;
using atelier::ops::WinogradWeightGradient;
using atelier::test::ExactSums;
using atelier::test::for_each_tap;
using atelier::test::random_buffer;
using atelier::test::require_same_for_any_thread_count;

struct Case {
  std::size_t batch;
  Shape input;
  std::size_t filters;
  Padding padding;
};

constexpr WindowOptions window_options(Padding padding) {
  return {3, 3, 1, 1, padding};
}

// Outputs of odd and even sizes down to a single pixel; channels that are whole vectors and not;
// more images than runs of them; more rows of tiles than a block holds.
const std::vector<Case> kCases = {
    {1, {1, 1, 16}, 16, Padding::kSame},  {2, {3, 3, 17}, 16, Padding::kValid},
    {3, {6, 7, 20}, 33, Padding::kSame},  {2, {8, 5, 33}, 28, Padding::kValid},
    {19, {4, 3, 16}, 16, Padding::kSame}, {2, {28, 40, 32}, 32, Padding::kSame},
};

template <typename Implementation>
Buffer gradients(Implementation&& implementation, const Case& tested) {
  const Window window("conv2d", tested.input, window_options(tested.padding));
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  const Buffer output_gradient =
      random_buffer(tested.batch * window.output_height * window.output_width * tested.filters, 2);
  const std::size_t kernel_size = 9 * tested.input[2] * tested.filters;
  Buffer result = random_buffer(kernel_size + tested.filters, 3);  // What is there is added to.
  implementation.add(input.data(), output_gradient.data(), tested.batch);
  implementation.finish(result.data(), result.data() + kernel_size);
  return result;
}

ExactSums exact_gradients(const Case& tested) {
  const Window window("conv2d", tested.input, window_options(tested.padding));
  const std::size_t channels = tested.input[2];
  const std::size_t kernel_size = 9 * channels * tested.filters;
  const Buffer input = random_buffer(tested.batch * tested.input.element_count(), 1);
  const Buffer output_gradient =
      random_buffer(tested.batch * window.output_height * window.output_width * tested.filters, 2);
  const Buffer before = random_buffer(kernel_size + tested.filters, 3);
  ExactSums expected(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    expected.add(i, before.data()[i]);
  }
  for_each_tap(tested.input, window_options(tested.padding), tested.batch,
               [&](std::size_t output, std::size_t tap, std::size_t pixel) {
                 for (std::size_t channel = 0; channel < channels; ++channel) {
                   for (std::size_t filter = 0; filter < tested.filters; ++filter) {
                     expected.add((tap * channels + channel) * tested.filters + filter,
                                  double{input.data()[pixel * channels + channel]} *
                                      output_gradient.data()[output * tested.filters + filter]);
                   }
                 }
               });
  for (std::size_t i = 0; i < output_gradient.size(); ++i) {
    expected.add(kernel_size + i % tested.filters, output_gradient.data()[i]);
  }
  return expected;
}

// With inputs and output gradients below 1, B' d B and A dY A' are below 4, and an element of the
// gradient adds up the sums of 9 points over all tiles, with factors that add up to 4 at most; each
// term and sum has seen at most 8 roundings besides those of the sum over tiles.
double winograd_rounding(const Case& tested, const Window& window) {
  const std::size_t tile_rows = (window.output_height + 1) / 2;
  const std::size_t tile_columns = (window.output_width + 1) / 2;
  const auto tiles = static_cast<double>(tested.batch * tile_rows * tile_columns);
  return 4 * 4 * 4 * tiles * (tiles + 8) * 0x1p-24;
}

}  // namespace

TEST_CASE("Every weight gradient that this machine can run is that of the definition", "[ops]") {
  const Case tested = GENERATE(from_range(kCases));
  CAPTURE(tested.batch, tested.input.to_string(), tested.filters);
  ThreadPool pool(1);
  const Window window("conv2d", tested.input, window_options(tested.padding));
  const ExactSums expected = exact_gradients(tested);
  expected.require_close(
      gradients(DirectWeightGradient(window, tested.filters, pool), tested).span());
  for (const auto& transforms : atelier::ops::winograd_kernels()) {
    CAPTURE(transforms.instruction_set);
    expected.require_close(
        gradients(WinogradWeightGradient(window, tested.filters, pool, transforms), tested).span(),
        winograd_rounding(tested, window));
  }
}

TEST_CASE("A weight gradient takes a batch in parts, and begins anew after it", "[ops]") {
  const Case tested{19, {5, 4, 16}, 17, Padding::kSame};
  ThreadPool pool(1);
  const Window window("conv2d", tested.input, window_options(tested.padding));
  const std::size_t input_size = tested.input.element_count();
  const std::size_t output_size = window.output_height * window.output_width * tested.filters;
  const std::size_t kernel_size = 9 * tested.input[2] * tested.filters;
  const Buffer input = random_buffer(tested.batch * input_size, 1);
  const Buffer output_gradient = random_buffer(tested.batch * output_size, 2);
  const ExactSums expected = exact_gradients(tested);
  const auto require_close_in_parts = [&](auto implementation, double rounding) {
    // More and fewer images than runs of them, and the whole batch once more.
    for (const std::vector<std::size_t>& parts :
         std::vector<std::vector<std::size_t>>{{16, 3}, {1, 18}, {9, 9, 1}, {19}}) {
      Buffer result = random_buffer(kernel_size + tested.filters, 3);
      std::size_t first = 0;
      for (const std::size_t images : parts) {
        implementation.add(input.data() + first * input_size,
                           output_gradient.data() + first * output_size, images);
        first += images;
      }
      implementation.finish(result.data(), result.data() + kernel_size);
      expected.require_close(result.span(), rounding);
    }
  };
  require_close_in_parts(DirectWeightGradient(window, tested.filters, pool), 0);
  require_close_in_parts(WinogradWeightGradient(window, tested.filters, pool),
                         winograd_rounding(tested, window));
}

TEST_CASE("Winograd's weight gradient is the same for any number of threads", "[ops]") {
  const Case tested = GENERATE(from_range(kCases));
  const Window window("conv2d", tested.input, window_options(tested.padding));
  require_same_for_any_thread_count([&](ThreadPool& pool) {
    return gradients(WinogradWeightGradient(window, tested.filters, pool), tested);
  });
}
