// Speed of the operators that a training step spends its time in, at the sizes of the reference
// networks.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdint>

#include "atelier/base/buffer.h"
#include "atelier/base/random.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/conv2d.h"
#include "atelier/ops/dense.h"
#include "atelier/ops/max_pooling2d.h"

namespace atelier {

namespace {

constexpr std::size_t kBatch = 128;

Buffer random_values(std::size_t count, std::uint32_t index) {
  Buffer buffer(count);
  RandomStream random(1, RandomPurpose::kInitialization, 0, index);
  for (float& value : buffer.span())
    value = random.uniform(-1, 1);
  return buffer;
}

// 2 operations, a multiplication and an addition, for each product.
void report_speed(benchmark::State& state, double products) {
  state.counters["GFLOP/s"] =
      benchmark::Counter(2e-9 * products, benchmark::Counter::kIsIterationInvariantRate);
}

enum class Part { kForward, kInputGradient, kWeightGradient };

struct ConvolutionCase {
  Shape input;
  std::size_t filters;
  ops::Padding padding;
};

void conv2d(benchmark::State& state, const ConvolutionCase& sizes, Part part) {
  ThreadPool pool = ThreadPool::of_exactly(static_cast<std::size_t>(state.range(0)));
  ops::Conv2d convolution(sizes.input, {.height = 3, .width = 3, .padding = sizes.padding},
                          sizes.filters, true, pool);
  const Buffer kernel = random_values(convolution.kernel_shape().element_count(), 0);
  const Buffer bias = random_values(sizes.filters, 1);
  const Buffer input = random_values(kBatch * sizes.input.element_count(), 2);
  const Buffer output_gradient =
      random_values(kBatch * convolution.output_shape().element_count(), 3);
  Buffer output(output_gradient.size());
  Buffer input_gradient(input.size());
  Buffer kernel_gradient(kernel.size());
  Buffer bias_gradient(bias.size());
  convolution.set_weights(kernel.data(), bias.data());

  for (auto _ : state) {
    switch (part) {
      case Part::kForward:
        convolution.forward(input.data(), kBatch, output.data());
        break;
      case Part::kInputGradient:
        convolution.backward_input(output_gradient.data(), kBatch, input_gradient.data());
        break;
      case Part::kWeightGradient:
        convolution.backward_weights(input.data(), output_gradient.data(), kBatch);
        convolution.finish_weights(kernel_gradient.data(), bias_gradient.data());
        break;
    }
  }
  const Shape output_shape = convolution.output_shape();
  report_speed(state,
               static_cast<double>(kBatch * output_shape[0] * output_shape[1] * kernel.size()));
}

struct DenseCase {
  std::size_t inputs;
  std::size_t outputs;
};

void dense(benchmark::State& state, const DenseCase& sizes, Part part) {
  ThreadPool pool = ThreadPool::of_exactly(static_cast<std::size_t>(state.range(0)));
  ops::Dense layer(sizes.inputs, sizes.outputs, true, pool);
  const Buffer kernel = random_values(sizes.inputs * sizes.outputs, 0);
  const Buffer bias = random_values(sizes.outputs, 1);
  const Buffer input = random_values(kBatch * sizes.inputs, 2);
  const Buffer output_gradient = random_values(kBatch * sizes.outputs, 3);
  Buffer output(output_gradient.size());
  Buffer input_gradient(input.size());
  Buffer kernel_gradient(kernel.size());
  Buffer bias_gradient(bias.size());
  layer.set_weights(kernel.data(), bias.data());

  for (auto _ : state) {
    switch (part) {
      case Part::kForward:
        layer.forward(input.data(), kBatch, output.data());
        break;
      case Part::kInputGradient:
        layer.backward_input(output_gradient.data(), kBatch, input_gradient.data());
        break;
      case Part::kWeightGradient:
        layer.backward_weights(input.data(), output_gradient.data(), kBatch, kernel_gradient.data(),
                               bias_gradient.data());
        break;
    }
  }
  report_speed(state, static_cast<double>(kBatch * kernel.size()));
}

/// Of 2x2, as every preset has it. It is bound by memory: speed is what is read and written.
void max_pooling2d(benchmark::State& state, const Shape& sizes, Part part) {
  ThreadPool pool = ThreadPool::of_exactly(static_cast<std::size_t>(state.range(0)));
  ops::MaxPooling2d pooling(sizes, {.height = 2, .width = 2, .stride_height = 2, .stride_width = 2},
                            pool);
  const Buffer input = random_values(kBatch * sizes.element_count(), 0);
  Buffer output(kBatch * pooling.output_shape().element_count());
  const Buffer output_gradient = random_values(output.size(), 1);
  Buffer input_gradient(input.size());
  pooling.forward(input.data(), kBatch, output.data());

  for (auto _ : state) {
    if (part == Part::kForward) {
      pooling.forward(input.data(), kBatch, output.data());
    } else {
      pooling.backward(input.data(), output.data(), output_gradient.data(), kBatch,
                       /*undo_relu=*/true, input_gradient.data());
    }
  }
  const std::size_t touched =
      part == Part::kForward ? input.size() + output.size() : 2 * (input.size() + output.size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(touched * sizeof(float)));
}

void one_and_two_threads(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMicrosecond);
}

// The convolutions of `classic`, the second of each block of `two-block-same`, their first dense
// layers and first poolings.
// clang-format off
BENCHMARK_CAPTURE(conv2d, 28x28x1_to_28_valid/forward, {.input = {28, 28, 1}, .filters = 28, .padding = ops::Padding::kValid}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 28x28x1_to_28_valid/input_gradient, {.input = {28, 28, 1}, .filters = 28, .padding = ops::Padding::kValid}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 28x28x1_to_28_valid/weight_gradient, {.input = {28, 28, 1}, .filters = 28, .padding = ops::Padding::kValid}, Part::kWeightGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 13x13x28_to_56_valid/forward, {.input = {13, 13, 28}, .filters = 56, .padding = ops::Padding::kValid}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 13x13x28_to_56_valid/input_gradient, {.input = {13, 13, 28}, .filters = 56, .padding = ops::Padding::kValid}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 13x13x28_to_56_valid/weight_gradient, {.input = {13, 13, 28}, .filters = 56, .padding = ops::Padding::kValid}, Part::kWeightGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 28x28x32_to_32_same/forward, {.input = {28, 28, 32}, .filters = 32, .padding = ops::Padding::kSame}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 28x28x32_to_32_same/input_gradient, {.input = {28, 28, 32}, .filters = 32, .padding = ops::Padding::kSame}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 28x28x32_to_32_same/weight_gradient, {.input = {28, 28, 32}, .filters = 32, .padding = ops::Padding::kSame}, Part::kWeightGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 14x14x64_to_64_same/forward, {.input = {14, 14, 64}, .filters = 64, .padding = ops::Padding::kSame}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 14x14x64_to_64_same/input_gradient, {.input = {14, 14, 64}, .filters = 64, .padding = ops::Padding::kSame}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(conv2d, 14x14x64_to_64_same/weight_gradient, {.input = {14, 14, 64}, .filters = 64, .padding = ops::Padding::kSame}, Part::kWeightGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(dense, 6776_to_56/forward, {.inputs = 6776, .outputs = 56}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(dense, 6776_to_56/input_gradient, {.inputs = 6776, .outputs = 56}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(dense, 6776_to_56/weight_gradient, {.inputs = 6776, .outputs = 56}, Part::kWeightGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(dense, 3136_to_128/forward, {.inputs = 3136, .outputs = 128}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(dense, 3136_to_128/input_gradient, {.inputs = 3136, .outputs = 128}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(dense, 3136_to_128/weight_gradient, {.inputs = 3136, .outputs = 128}, Part::kWeightGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(max_pooling2d, 26x26x28/forward, Shape{26, 26, 28}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(max_pooling2d, 26x26x28/input_gradient, Shape{26, 26, 28}, Part::kInputGradient)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(max_pooling2d, 28x28x32/forward, Shape{28, 28, 32}, Part::kForward)->Apply(one_and_two_threads);
BENCHMARK_CAPTURE(max_pooling2d, 28x28x32/input_gradient, Shape{28, 28, 32}, Part::kInputGradient)->Apply(one_and_two_threads);
// clang-format on

}  // namespace

}  // namespace atelier
