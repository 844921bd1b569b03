#include <algorithm>
#include <array>

#include "atelier/ops/convolution/winograd.h"
#include "atelier/ops/float_vector.h"

// A kernel is small beside the activations: vectors of 4 on every machine.

namespace atelier::ops {

namespace {

constexpr std::size_t kLanes = 4;
using Vector = FloatVector<kLanes>::Type;

/// Up to a vector of floats; the rest zeros.
Vector load(const float* values, std::size_t count) {
  if (count >= kLanes)
    return *reinterpret_cast<const Vector*>(values);
  Vector vector = {};
  for (std::size_t i = 0; i < count; ++i) {
    vector[i] = values[i];
  }
  return vector;
}

/// Writes up to a vector of floats.
void store(const Vector& vector, std::size_t count, float* values) {
  if (count >= kLanes) {
    *reinterpret_cast<Vector*>(values) = vector;
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = vector[i];
  }
}

}  // namespace

void transform_winograd_kernel(const float* kernel, std::size_t size, float* points) {
  for (std::size_t i = 0; i < size; i += kLanes) {
    const std::size_t count = size - i;
    std::array<std::array<Vector, 3>, 4> rows;  // G g
    for (std::size_t column = 0; column < 3; ++column) {
      const float* values = kernel + column * size + i;
      const Vector first = load(values, count);
      const Vector second = load(values + 3 * size, count);
      const Vector third = load(values + 6 * size, count);
      rows[0][column] = first;
      rows[1][column] = 0.5F * (first + second + third);
      rows[2][column] = 0.5F * (first - second + third);
      rows[3][column] = third;
    }
    for (std::size_t row = 0; row < 4; ++row) {
      const auto& [first, second, third] = rows[row];
      float* result = points + 4 * row * size + i;
      store(first, count, result);
      store(0.5F * (first + second + third), count, result + size);
      store(0.5F * (first - second + third), count, result + 2 * size);
      store(third, count, result + 3 * size);
    }
  }
}

void add_winograd_kernel_gradient(const float* points, std::size_t size, std::size_t first,
                                  std::size_t end, float* kernel_gradient) {
  for (std::size_t i = first; i < end; i += kLanes) {
    const std::size_t count = end - i;
    std::array<std::array<Vector, 4>, 3> rows;  // G' p
    for (std::size_t column = 0; column < 4; ++column) {
      const float* values = points + column * size + i;
      const Vector second = load(values + 4 * size, count);
      const Vector third = load(values + 8 * size, count);
      const Vector sum = 0.5F * (second + third);
      rows[0][column] = load(values, count) + sum;
      rows[1][column] = 0.5F * (second - third);
      rows[2][column] = load(values + 12 * size, count) + sum;
    }
    for (std::size_t row = 0; row < 3; ++row) {
      const auto& [before, second, third, after] = rows[row];
      const Vector sum = 0.5F * (second + third);
      float* result = kernel_gradient + 3 * row * size + i;
      store(load(result, count) + before + sum, count, result);
      result += size;
      store(load(result, count) + 0.5F * (second - third), count, result);
      result += size;
      store(load(result, count) + sum + after, count, result);
    }
  }
}

}  // namespace atelier::ops
