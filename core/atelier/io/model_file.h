#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "atelier/nn/network.h"

namespace atelier::io {

/// What a model file says beside the weights.
struct ModelInfo {
  std::vector<std::string> class_names;  ///< One for each class.
  std::string training_summary;          ///< JSON: preset, options, seed, epochs, accuracy; "" if unknown.
};

/// A model read from a file: whole and checked, but not yet in a network.
struct Model {
  nn::NetworkSpec network;
  ModelInfo info;
  std::vector<float> parameters;  ///< In the order of nn::Network::parameters().
};

/// The current form of the metadata. A reader refuses files of a later one and says so.
inline constexpr int kModelFormatVersion = 1;

/// A safetensors file: float32 tensors named and shaped as nn::Parameter says (Keras' layouts), and in the metadata
/// "format" ("atelier"), "format_version", "network" (JSON), "class_names" (JSON), "preprocessing" (JSON), "training" (JSON).
std::vector<std::uint8_t> write_model(const nn::Network& network, const ModelInfo& info);

/// Throws std::runtime_error that says what is wrong, if the bytes are damaged, of a later version, no Atelier model, or
/// the tensors do not fit the network (naming tensor and both shapes). Nothing is half-loaded.
Model read_model(std::span<const std::uint8_t> bytes);

/// A network with the model's weights.
nn::Network make_network(const Model& model, ThreadPool& pool);

/// Writes beside `path` and renames, so that an interrupted or failed write leaves the old file whole. Throws
/// std::runtime_error with the path and the system's reason.
void save_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

/// Throws std::runtime_error with the path and the reason.
std::vector<std::uint8_t> load_file(const std::filesystem::path& path);

}  // namespace atelier::io
