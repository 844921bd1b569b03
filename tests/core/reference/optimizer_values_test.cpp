// The optimizers against PyTorch's: tests/reference/make_optimizer_values.py computed where they
// take the same parameters, in float64.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "atelier/train/optimizer.h"
#include "atelier/train/schedule.h"
#include "atelier/train/train_options_json.h"

namespace atelier::train {

namespace {

using nlohmann::ordered_json;

/// The same values as make_values.py's hashed_uniform, bit for bit.
std::vector<float> hashed_uniform(std::size_t count, std::uint32_t seed) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t x = static_cast<std::uint32_t>(i) * 0x9E3779B9U + seed;
    x = (x ^ (x >> 16)) * 0x85EBCA6BU;
    x = (x ^ (x >> 13)) * 0xC2B2AE35U;
    x ^= x >> 16;
    values[i] = static_cast<float>(x >> 8) * 0x1p-23F - 1.0F;
  }
  return values;
}

double largest_difference(std::span<const float> ours, const ordered_json& reference) {
  REQUIRE(ours.size() == reference.size());
  double largest = 0;
  for (std::size_t i = 0; i < ours.size(); ++i)
    largest = std::max(largest, std::abs(ours[i] - reference[i].get<double>()));
  return largest;
}

}  // namespace

TEST_CASE("The optimizers, clipping, the one-cycle schedule and averaging are PyTorch's",
          "[reference]") {
  const auto path = std::filesystem::path(ATELIER_TEST_DATA_DIR) / "reference" / "optimizers.json";
  const ordered_json values = ordered_json::parse(std::ifstream(path));
  const auto kernel = values.at("kernel").get<std::size_t>();
  const auto bias = values.at("bias").get<std::size_t>();
  const auto steps = values.at("steps").get<std::size_t>();
  const auto scales = values.at("gradient_scales").get<std::vector<float>>();
  const std::vector<nn::Parameter> list = {
      {.name = "kernel", .shape = {kernel}, .offset = 0, .fan_in = 1, .fan_out = 1},
      {.name = "bias", .shape = {bias}, .offset = kernel}};
  // A step rounds the parameter, of at most 4, twice, and its change, of at most 2, a few times.
  const double tolerance = static_cast<double>(steps) * (2 * 4 + 4 * 2) * 0x1p-24;

  ThreadPool pool = ThreadPool::of_exactly(2);
  for (const ordered_json& reference : values.at("cases")) {
    INFO(reference.at("options").dump());
    const TrainOptions options = train_options_from_json(reference.at("options"), "options");
    Optimizer optimizer(options.optimizer, list);
    std::vector<float> parameters = hashed_uniform(kernel + bias, 0);
    for (std::size_t step = 0; step < steps; ++step) {
      std::vector<float> gradients =
          hashed_uniform(kernel + bias, static_cast<std::uint32_t>(step + 1));
      for (float& gradient : gradients)
        gradient *= scales[step % scales.size()];
      optimizer.set_learning_rate(static_cast<float>(
          options.optimizer.learning_rate * scheduled_fraction(options.schedule, step, steps, 1)));
      optimizer.step(parameters, gradients, pool);
    }
    CHECK(largest_difference(parameters, reference.at("parameters")) <= tolerance);
    if (reference.contains("average"))
      CHECK(largest_difference(optimizer.average(), reference.at("average")) <= tolerance);
  }
}

}  // namespace atelier::train
