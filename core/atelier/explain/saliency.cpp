#include "atelier/explain/saliency.h"

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "atelier/base/buffer.h"
#include "atelier/base/message.h"
#include "atelier/base/random.h"

namespace atelier::explain {

namespace {

/// Adds normally distributed numbers to `values` (Box and Muller 1958: two from two uniform ones).
void add_noise(std::span<float> values, float deviation, RandomStream& random) {
  constexpr float kTurn = 2 * std::numbers::pi_v<float>;
  for (std::size_t index = 0; index < values.size(); index += 2) {
    // 1 - uniform() is never 0.
    const float radius = deviation * std::sqrt(-2 * std::log(1 - random.uniform()));
    const float angle = kTurn * random.uniform();
    values[index] += radius * std::cos(angle);
    if (index + 1 < values.size())
      values[index + 1] += radius * std::sin(angle);
  }
}

}  // namespace

std::vector<float> smooth_grad(nn::Network& network, std::span<const float> image,
                               std::size_t label, const SmoothGradOptions& options) {
  const std::size_t size = network.spec().input.element_count();
  const std::size_t classes = network.class_count();
  if (image.size() != size) {
    throw std::invalid_argument(
        message("smooth_grad: the network takes images of {} values, not {}", size, image.size()));
  }
  if (label >= classes) {
    throw std::invalid_argument(
        message("smooth_grad: class {} is asked for, the network tells {}", label, classes));
  }
  if (options.copies == 0)
    throw std::invalid_argument("smooth_grad: copies must be at least 1");

  Buffer copies(options.copies * size);
  std::vector<float> logits_gradient(options.copies * classes);
  for (std::size_t copy = 0; copy < options.copies; ++copy) {
    const std::span<float> pixels = copies.span().subspan(copy * size, size);
    std::ranges::copy(image, pixels.begin());
    RandomStream random(0, RandomPurpose::kSaliency, 0, static_cast<std::uint32_t>(copy));
    if (options.noise > 0)
      add_noise(pixels, options.noise, random);
    logits_gradient[copy * classes + label] = 1.0F / static_cast<float>(options.copies);
  }
  network.forward(copies.data(), options.copies, nn::Pass{});
  const std::span<const float> gradients = network.input_gradient(logits_gradient);

  std::vector<float> mean(size);
  for (std::size_t copy = 0; copy < options.copies; ++copy) {
    for (std::size_t pixel = 0; pixel < size; ++pixel)
      mean[pixel] += gradients[copy * size + pixel];
  }
  return mean;
}

}  // namespace atelier::explain
