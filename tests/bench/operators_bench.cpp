// Speed of the operators that a training step spends its time in, at the sizes of the reference
// networks.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <string>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/random.h"
#include "atelier/base/thread_pool.h"
#include "atelier/ops/conv2d.h"
#include "atelier/ops/dense.h"

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

enum class Part { kForward, kInputGradient, kKernelGradient };

struct ConvolutionCase {
  std::string name;
  Shape input;
  std::size_t filters;
  ops::Padding padding;
};

void run_convolution(benchmark::State& state, const ConvolutionCase& sizes, Part part) {
  ThreadPool pool(static_cast<std::size_t>(state.range(0)));
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
  convolution.set_weights(kernel.data(), bias.data());

  for (auto _ : state) {
    switch (part) {
      case Part::kForward:
        convolution.forward(input.data(), kBatch, output.data());
        break;
      case Part::kInputGradient:
        convolution.backward_input(output_gradient.data(), kBatch, input_gradient.data());
        break;
      case Part::kKernelGradient:
        convolution.backward_kernel(input.data(), output_gradient.data(), kBatch,
                                    kernel_gradient.data());
        break;
    }
  }
  const Shape output_shape = convolution.output_shape();
  report_speed(state,
               static_cast<double>(kBatch * output_shape[0] * output_shape[1] * kernel.size()));
}

struct DenseCase {
  std::string name;
  std::size_t inputs;
  std::size_t outputs;
};

void run_dense(benchmark::State& state, const DenseCase& sizes, Part part) {
  ThreadPool pool(static_cast<std::size_t>(state.range(0)));
  ops::Dense dense(sizes.inputs, sizes.outputs, true, pool);
  const Buffer kernel = random_values(sizes.inputs * sizes.outputs, 0);
  const Buffer bias = random_values(sizes.outputs, 1);
  const Buffer input = random_values(kBatch * sizes.inputs, 2);
  const Buffer output_gradient = random_values(kBatch * sizes.outputs, 3);
  Buffer output(output_gradient.size());
  Buffer input_gradient(input.size());
  Buffer kernel_gradient(kernel.size());
  dense.set_weights(kernel.data(), bias.data());

  for (auto _ : state) {
    switch (part) {
      case Part::kForward:
        dense.forward(input.data(), kBatch, output.data());
        break;
      case Part::kInputGradient:
        dense.backward_input(output_gradient.data(), kBatch, input_gradient.data());
        break;
      case Part::kKernelGradient:
        dense.backward_kernel(input.data(), output_gradient.data(), kBatch, kernel_gradient.data());
        break;
    }
  }
  report_speed(state, static_cast<double>(kBatch * kernel.size()));
}

const std::vector<ConvolutionCase>& convolution_cases() {
  static const std::vector<ConvolutionCase> cases = {
      {"classic_first_28x28x1_to_28", {28, 28, 1}, 28, ops::Padding::kValid},
      {"classic_second_13x13x28_to_56", {13, 13, 28}, 56, ops::Padding::kValid},
      {"two_block_same_second_28x28x32_to_32", {28, 28, 32}, 32, ops::Padding::kSame},
      {"two_block_same_fourth_14x14x64_to_64", {14, 14, 64}, 64, ops::Padding::kSame},
  };
  return cases;
}

const std::vector<DenseCase>& dense_cases() {
  static const std::vector<DenseCase> cases = {
      {"classic_6776_to_56", 6776, 56},
      {"two_block_same_3136_to_128", 3136, 128},
  };
  return cases;
}

template <typename Run, typename Case>
void register_parts(const std::string& group, const Case& sizes, Run run) {
  struct NamedPart {
    Part part;
    const char* name;
  };
  for (const auto& [part, part_name] :
       {NamedPart{Part::kForward, "forward"}, NamedPart{Part::kInputGradient, "input_gradient"},
        NamedPart{Part::kKernelGradient, "kernel_gradient"}}) {
    const std::string name = group + "/" + sizes.name + "/" + part_name;
    benchmark::RegisterBenchmark(
        name, [&sizes, run, part = part](benchmark::State& state) { run(state, sizes, part); })
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
  }
}

const bool kRegistered = [] {
  for (const ConvolutionCase& sizes : convolution_cases())
    register_parts("conv2d", sizes, run_convolution);
  for (const DenseCase& sizes : dense_cases())
    register_parts("dense", sizes, run_dense);
  return true;
}();

}  // namespace

}  // namespace atelier
