#include "atelier/data/augmentation/augmentation.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "atelier/base/thread_pool.h"
#include "atelier/data/batch.h"
#include "atelier/data/dataset.h"

#include "data/augmentation/pictures.h"

namespace atelier::data {

using test::changed;
using test::kSide;
using test::scaled;
using test::waves;

namespace {

const Shape kGrey = {kSide, kSide, 1};

/// Every change at once.
constexpr AugmentationOptions kAll = {.flip = 0.5F,
                                      .shift = 2,
                                      .translation = 0.1F,
                                      .rotation = 15,
                                      .zoom = 0.1F,
                                      .contrast = 0.2F,
                                      .brightness = 0.1F,
                                      .erasing = 0.5F};

/// An image of `shape` moved by whole pixels, each looked up for itself.
std::vector<float> moved(const std::vector<float>& image, const Shape& shape, bool mirrored,
                         std::ptrdiff_t right, std::ptrdiff_t down) {
  const auto height = static_cast<std::ptrdiff_t>(shape[0]);
  const auto width = static_cast<std::ptrdiff_t>(shape[1]);
  const auto channels = static_cast<std::ptrdiff_t>(shape[2]);
  std::vector<float> output;
  for (std::ptrdiff_t row = 0; row < height; ++row) {
    for (std::ptrdiff_t column = 0; column < width; ++column) {
      const std::ptrdiff_t y = row - down;
      const std::ptrdiff_t x = mirrored ? width - 1 - (column - right) : column - right;
      for (std::ptrdiff_t channel = 0; channel < channels; ++channel) {
        const bool inside = y >= 0 && y < height && x >= 0 && x < width;
        const auto position = static_cast<std::size_t>((y * width + x) * channels + channel);
        output.push_back(inside ? image[position] : 0);
      }
    }
  }
  return output;
}

/// 300 images of noise, 2 classes.
Dataset many_images() {
  Dataset data(kGrey, 2);
  std::vector<std::uint8_t> labels(300);
  for (std::size_t i = 0; i < labels.size(); ++i)
    labels[i] = static_cast<std::uint8_t>(i % 2);
  data.append(test::noise(labels.size() * kSide * kSide, 3), labels);
  return data;
}

std::vector<float> gathered(const Dataset& data, const std::vector<std::uint32_t>& indices,
                            const AugmentationOptions& options, std::size_t threads,
                            std::uint32_t epoch = 1) {
  ThreadPool pool = ThreadPool::of_exactly(threads);
  Batch batch;
  batch.gather(data.view(), indices, Augmentation(options, kGrey, 7), epoch, pool);
  return {batch.images(), batch.images() + indices.size() * kSide * kSide};
}

std::vector<std::uint32_t> all_indices() {
  std::vector<std::uint32_t> indices(300);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

}  // namespace

TEST_CASE("With every augmentation off a batch is the plain one, bit for bit", "[augmentation]") {
  const Dataset data = many_images();
  ThreadPool pool = ThreadPool::of_exactly(2);
  Batch plain;
  plain.gather(data.view(), all_indices(), pool);
  const std::vector<float> images = gathered(data, all_indices(), {}, 2);
  CHECK(std::equal(images.begin(), images.end(), plain.images()));
}

TEST_CASE("Flipping twice is the image itself", "[augmentation]") {
  for (const Shape& shape : {kGrey, Shape{5, 7, 3}}) {
    const std::vector<std::uint8_t> image = test::noise(shape.element_count(), 1);
    const std::vector<float> once = changed(image, shape, {.flip = 1}, 1);
    CHECK(once == moved(scaled(image), shape, true, 0, 0));
    CHECK(moved(once, shape, true, 0, 0) == scaled(image));
  }
}

TEST_CASE("Moving by whole pixels copies them, with flip and without", "[augmentation]") {
  for (const Shape& shape : {kGrey, Shape{5, 7, 3}, Shape{3, 2, 1}}) {
    const std::vector<std::uint8_t> image = test::noise(shape.element_count(), 2);
    for (std::uint32_t epoch = 0; epoch < 40; ++epoch) {
      for (const float flip : {0.0F, 1.0F}) {
        const auto output = changed(image, shape, {.flip = flip, .shift = 4}, epoch);
        int matches = 0;
        for (std::ptrdiff_t right = -4; right <= 4; ++right) {
          for (std::ptrdiff_t down = -4; down <= 4; ++down)
            matches += output == moved(scaled(image), shape, flip == 1, right, down) ? 1 : 0;
        }
        // Ways that leave nothing of a small image are all alike.
        CHECK(matches >= 1);
      }
    }
  }
}

TEST_CASE("The same bits for any number of threads, with every augmentation on", "[augmentation]") {
  const Dataset data = many_images();
  const std::vector<float> one = gathered(data, all_indices(), kAll, 1);
  CHECK(one == gathered(data, all_indices(), kAll, 2));
  CHECK(one == gathered(data, all_indices(), kAll, 3));
}

TEST_CASE("An image is changed alike wherever it stands in the batch", "[augmentation]") {
  const Dataset data = many_images();
  const std::vector<float> all = gathered(data, all_indices(), kAll, 2);
  const std::vector<float> some = gathered(data, {299, 17}, kAll, 2);
  constexpr std::size_t kSize = kSide * kSide;
  CHECK(std::equal(some.begin(), some.begin() + kSize, all.begin() + 299 * kSize));
  CHECK(std::equal(some.begin() + kSize, some.end(), all.begin() + 17 * kSize));
}

TEST_CASE("Each epoch, each image and each seed is changed in its own way", "[augmentation]") {
  const std::vector<std::uint8_t> image = waves();
  const std::vector<float> first = changed(image, kGrey, kAll, 1, 0, 1);
  CHECK(first == changed(image, kGrey, kAll, 1, 0, 1));
  CHECK(first != changed(image, kGrey, kAll, 2, 0, 1));
  CHECK(first != changed(image, kGrey, kAll, 1, 1, 1));
  CHECK(first != changed(image, kGrey, kAll, 1, 0, 2));
}

TEST_CASE("Values stay from 0 to 1 whatever is on", "[augmentation]") {
  const std::vector<std::uint8_t> image = test::noise(kSide * kSide, 4);
  AugmentationOptions options = kAll;
  options.contrast = 1;
  options.brightness = 1;
  for (std::uint32_t epoch = 0; epoch < 200; ++epoch) {
    const auto values = changed(image, kGrey, options, epoch);
    CHECK(std::ranges::all_of(values, [](float value) { return value >= 0 && value <= 1; }));
  }
}

TEST_CASE("Contrast spreads the values about their mean and keeps it", "[augmentation]") {
  const std::vector<std::uint8_t> image = waves();  // Far enough from 0 and 255: nothing is cut.
  const std::vector<float> plain = scaled(image);
  const auto mean_of = [](const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  };
  const double mean = mean_of(plain);
  double lowest = 1;
  double highest = 1;
  for (std::uint32_t epoch = 0; epoch < 2000; ++epoch) {
    const auto values = changed(image, kGrey, {.contrast = 0.2F}, epoch);
    CHECK(std::abs(mean_of(values) - mean) < 1e-5);
    const double factor = (double{values[5]} - mean) / (double{plain[5]} - mean);
    for (const std::size_t i : {0U, 100U, 783U}) {
      CHECK(std::abs(double{values[i]} - (mean + factor * (double{plain[i]} - mean))) < 1e-5);
    }
    lowest = std::min(lowest, factor);
    highest = std::max(highest, factor);
  }
  CHECK((lowest > 0.8 - 1e-5 && lowest < 0.804));
  CHECK((highest < 1.2 + 1e-5 && highest > 1.196));
}

TEST_CASE("Brightness adds the same to every pixel", "[augmentation]") {
  const std::vector<std::uint8_t> image(kSide * kSide, 128);
  float lowest = 0;
  float highest = 0;
  for (std::uint32_t epoch = 0; epoch < 2000; ++epoch) {
    const auto values = changed(image, kGrey, {.brightness = 0.25F}, epoch);
    CHECK(std::ranges::all_of(values, [&](float value) { return value == values[0]; }));
    lowest = std::min(lowest, values[0] - 128.0F / 255);
    highest = std::max(highest, values[0] - 128.0F / 255);
  }
  CHECK((lowest >= -0.2501F && lowest < -0.2475F));
  CHECK((highest <= 0.2501F && highest > 0.2475F));
}

TEST_CASE("Erasing blackens one rectangle of the stated share, in the stated share of images",
          "[augmentation]") {
  const std::vector<std::uint8_t> image(kSide * kSide, 200);
  constexpr AugmentationOptions kErasing = {
      .erasing = 0.25F, .erasing_smallest = 0.1F, .erasing_largest = 0.3F};
  int erased_images = 0;
  double share_sum = 0;
  constexpr int kImages = 4000;
  for (std::uint32_t index = 0; index < kImages; ++index) {
    const auto values = changed(image, kGrey, kErasing, 1, index);
    std::size_t top = kSide;
    std::size_t left = kSide;
    std::size_t bottom = 0;
    std::size_t right = 0;
    std::size_t erased = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] != 0)
        continue;
      ++erased;
      top = std::min(top, i / kSide);
      bottom = std::max(bottom, i / kSide + 1);
      left = std::min(left, i % kSide);
      right = std::max(right, i % kSide + 1);
    }
    if (erased == 0)
      continue;
    ++erased_images;
    REQUIRE(erased == (bottom - top) * (right - left));
    // Its width is rounded to whole pixels: half a column of its height, which is at most the
    // image's.
    const auto height = static_cast<double>(bottom - top);
    const double share = static_cast<double>(erased) / (kSide * kSide);
    const double rounding = height / 2 / (kSide * kSide);
    CHECK(share >= 0.1 - rounding - 1e-6);
    CHECK(share <= 0.3 + rounding + 1e-6);
    share_sum += share;
    // Height by width is height^2 / area, from 1 / 3.3 to 3.3, before both are rounded.
    const auto width = static_cast<double>(right - left);
    CHECK((height - 0.5) * (height - 0.5) / (height * (width + 0.5)) < 3.3);
    CHECK((height + 0.5) * (height + 0.5) / (height * (width - 0.5)) > 1 / 3.3);
  }
  // Five standard deviations: of the binomial distribution, sqrt(4000 * 0.25 * 0.75) = 27, and of
  // the mean of about 1,000 uniform shares, 0.2 / sqrt(12 * 1000) = 0.0018.
  CHECK(std::abs(erased_images - 1000) < 137);
  CHECK(std::abs(share_sum / erased_images - 0.2) < 0.01);
}

TEST_CASE("Erasing fits images of any form", "[augmentation]") {
  const Shape flat = {2, 50, 1};
  for (std::uint32_t index = 0; index < 500; ++index) {
    const auto values =
        changed(std::vector<std::uint8_t>(100, 255), flat,
                {.erasing = 1, .erasing_smallest = 0.5F, .erasing_largest = 1}, 1, index);
    const auto erased = std::ranges::count(values, 0.0F);
    CHECK(erased >= 49);
  }
}

TEST_CASE("Augmentation refuses options and shapes it cannot work with", "[augmentation]") {
  CHECK_THROWS_AS(Augmentation({.flip = 2}, kGrey, 1), std::invalid_argument);
  CHECK_THROWS_AS(Augmentation({}, Shape{28, 28}, 1), std::invalid_argument);
  CHECK_THROWS_AS(Augmentation({.rotation = 5}, Shape{5000, 5000, 1}, 1), std::invalid_argument);
  CHECK_NOTHROW(Augmentation({.flip = 0.5F}, Shape{5000, 5000, 1}, 1));
}

}  // namespace atelier::data
