#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "atelier/io/safetensors.h"
#include "atelier/nn/calibration.h"
#include "atelier/nn/network.h"

namespace atelier::io {

/// What a model file says beside the weights.
struct ModelInfo {
  std::vector<std::string> class_names;  ///< One for each class.
  std::string training_summary;  ///< JSON: preset, options, seed, epochs, accuracy; "" if unknown.
  std::optional<nn::Calibration> calibration = std::nullopt;  ///< None if it was never fitted.
};

/// A model read from a file: whole and checked, but not yet in a network.
struct Model {
  nn::NetworkSpec network;
  ModelInfo info;
  std::vector<float> parameters;  ///< In the order of nn::Network::parameters().
};

/// The current form of the metadata. A reader refuses files of a later one and says so.
inline constexpr int kModelFormatVersion = 1;

/// A safetensors file: tensors of that precision, named and shaped as nn::Parameter says (Keras'
/// layouts), and in the metadata "format" ("atelier"), "format_version", "network" (JSON),
/// "class_names" (JSON), "preprocessing" (JSON), "training" (JSON; absent if unknown),
/// "calibration" (JSON of nn::Calibration's members; absent if never fitted) and "checksum"
/// (content_checksum, with the weights as floats in the network's order, rounded as the file has
/// them). Throws std::invalid_argument if there is not one class name for each class, a text is
/// not UTF-8 or not JSON where it has to be, or a weight is too large for half precision.
std::vector<std::uint8_t> write_model(const nn::Network& network, const ModelInfo& info,
                                      Precision precision = Precision::kSingle);

/// Throws std::runtime_error that says what is wrong, if the bytes are damaged, of a later version,
/// no Atelier model, or the tensors do not fit the network (naming tensor and both shapes). Nothing
/// is half-loaded. A file without "checksum" is read without that check, so that other programs can
/// write models.
Model read_model(std::span<const std::uint8_t> bytes);

/// A network with the model's weights.
nn::Network make_network(const Model& model, ThreadPool& pool);

}  // namespace atelier::io
