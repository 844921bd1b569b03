#include "atelier/ops/outer_product.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstddef>

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ops::outer_product;
using atelier::ops::outer_product_kernels;
using atelier::ops::OuterProduct;
using atelier::ops::OuterProductFactor;
using atelier::ops::OuterProductKernel;
using atelier::test::ExactSums;
using atelier::test::random_buffer;

std::size_t position(const OuterProductFactor& factor, std::size_t image, std::size_t row,
                     std::size_t column) {
  return image * factor.image_stride + row * factor.row_stride + column * factor.column_stride;
}

// Runs the kernel on a product whose strides are given and whose memory is not, beside the
// definition.
void check(const OuterProductKernel& kernel, OuterProduct product) {
  CAPTURE(kernel.instruction_set, product.left.channels, product.right.channels, product.rows,
          product.columns);
  const auto size = [&](const OuterProductFactor& factor) {
    return position(factor, product.images - 1, product.rows - 1, product.columns - 1) +
           factor.channels;
  };
  const Buffer left = random_buffer(size(product.left), 1);
  const Buffer right = random_buffer(size(product.right), 2);
  Buffer sums = random_buffer(product.left.channels * product.sums_stride, 3);
  product.left.first = left.data();
  product.right.first = right.data();
  product.sums = sums.data();

  ExactSums expected(sums.size());  // What lies between the rows of sums must stay as it is.
  for (std::size_t i = 0; i < sums.size(); ++i) {
    expected.add(i, sums.data()[i]);
  }
  for (std::size_t image = 0; image < product.images; ++image) {
    for (std::size_t row = 0; row < product.rows; ++row) {
      for (std::size_t column = 0; column < product.columns; ++column) {
        const float* left_pixel = left.data() + position(product.left, image, row, column);
        const float* right_pixel = right.data() + position(product.right, image, row, column);
        for (std::size_t i = 0; i < product.left.channels; ++i) {
          for (std::size_t o = 0; o < product.right.channels; ++o) {
            expected.add(i * product.sums_stride + o, double{left_pixel[i]} * right_pixel[o]);
          }
        }
      }
    }
  }
  kernel.run(product);
  expected.require_close(sums.span());
}

}  // namespace

TEST_CASE("Every outer product kernel is right for any channel counts", "[ops]") {
  const std::size_t left_channels = GENERATE(1, 2, 3, 5, 6, 7, 9, 13, 16, 17, 28, 33);
  const std::size_t right_channels =
      GENERATE(1, 3, 4, 5, 8, 10, 12, 15, 16, 17, 28, 31, 32, 33, 47, 48, 56, 64, 65, 100, 130);
  for (const OuterProductKernel& kernel : outer_product_kernels()) {
    OuterProduct product;
    product.left = {.channels = left_channels,
                    .image_stride = 13 * left_channels,
                    .row_stride = 4 * left_channels,
                    .column_stride = left_channels};
    product.right = {.channels = right_channels,
                     .image_stride = 6 * right_channels,
                     .row_stride = 3 * right_channels,
                     .column_stride = right_channels};
    product.images = 3;
    product.rows = 2;
    product.columns = 3;
    product.sums_stride = right_channels;
    check(kernel, product);
  }
}

TEST_CASE("Every outer product kernel is right for any strides", "[ops]") {
  for (const OuterProductKernel& kernel : outer_product_kernels()) {
    OuterProduct product;
    product.left = {.channels = 15, .image_stride = 300, .row_stride = 90, .column_stride = 5};
    product.right = {.channels = 19, .image_stride = 500, .row_stride = 101, .column_stride = 23};
    product.images = 2;
    product.rows = 4;
    product.columns = 3;
    product.sums_stride = 40;
    check(kernel, product);
    product.images = 1;
    product.rows = 1;
    product.columns = 37;
    check(kernel, product);
  }
}

TEST_CASE("The outer product uses a kernel this machine has", "[ops]") {
  REQUIRE(!outer_product_kernels().empty());
  const Buffer left = random_buffer(6, 1);
  const Buffer right = random_buffer(6, 2);
  Buffer sums(1);
  OuterProduct product;
  product.left = {.first = left.data(), .channels = 1, .column_stride = 1};
  product.right = {.first = right.data(), .channels = 1, .column_stride = 1};
  product.columns = 6;
  product.sums = sums.data();
  product.sums_stride = 1;
  outer_product(product);
  ExactSums expected(1);
  for (std::size_t i = 0; i < 6; ++i) {
    expected.add(0, double{left.data()[i]} * right.data()[i]);
  }
  expected.require_close(sums.span());
}
