#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "atelier/data/dataset.h"

/// Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): ten kinds of clothing, 28x28 pixels, bright on
/// black.
namespace atelier::data::fashion_mnist {

inline constexpr std::array<std::string_view, 10> kClassNames = {
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
    "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

/// Of the 60,000 training images, the first 48,000 train and the other 12,000 validate.
inline constexpr std::size_t kTrainingCount = 48'000;
inline constexpr std::size_t kValidationCount = 12'000;

/// The published training images, divided.
struct Split {
  DatasetView training;
  DatasetView validation;
};

/// Divides all 60,000 training images; with `include_validation` all of them train and none
/// validates.
Split split(const DatasetView& all, bool include_validation);

/// Both parts as published.
struct Files {
  Dataset train;  ///< 60,000 images: training and validation.
  Dataset test;   ///< 10,000 images.
};

/// Reads the four files from `folder`, each plain or with ".gz". Throws std::runtime_error that
/// names the file, what was expected, what was found and what to do, if one is missing, truncated,
/// or not Fashion-MNIST's (by its checksum).
Files load(const std::filesystem::path& folder);

}  // namespace atelier::data::fashion_mnist
