#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/nn/layer_spec.h"

namespace atelier::nn {

// The limits of a network, so that a damaged file cannot ask for all memory.
inline constexpr std::size_t kLargestSize = 4096;  ///< Height, width, channels, filters, units, ...
inline constexpr std::size_t kMostLayers = 100;
inline constexpr std::size_t kMostValues = 16'000'000;  ///< Parameters of a network; values of one
                                                        ///< image between two of its layers.

/// A network as data: what the command line reads, the model file holds and the page keeps in its
/// address.
///
/// Every network is a classifier: its last layer is dense with softmax, one unit a class.
struct NetworkSpec {
  std::string name = "custom";  ///< The preset's, or the author's own.
  Shape input;                  ///< [H, W, C]
  std::vector<LayerSpec> layers;
  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

/// Reads {"name": ..., "input": [28, 28, 1], "layers": [{"type": "conv2d", ...}, ...]}, with a
/// layer's keys as layer_spec.h describes them. Throws std::invalid_argument that names the layer
/// (from 1) and the key: unknown keys and types are errors, which list the known ones. What it
/// returns has passed summarize's checks.
NetworkSpec network_from_json(std::string_view json);

/// The inverse of network_from_json, compact, with every option written out.
std::string network_to_json(const NetworkSpec& spec);

/// One row of a summary.
struct LayerSummary {
  std::string name;  ///< Unique, as Keras makes them: "conv2d", "conv2d_1", ...: the prefix of its
                     ///< parameters' names.
  std::string type;  ///< As in JSON: "conv2d".
  Shape output;      ///< Without the batch axis.
  std::size_t parameter_count = 0;
  std::size_t trainable_count = 0;  ///< Without batch normalisation's moving statistics.
};

/// Every layer's name, output shape and parameter count, without building the network. Throws
/// std::invalid_argument, naming the layer and both shapes, if they do not fit, or a limit is
/// passed: "layer 3 (conv2d_1): kernel 5x5 does not fit input 3x3".
std::vector<LayerSummary> summarize(const NetworkSpec& spec);

/// A network that somebody is still writing: what can be said of it so far.
struct NetworkDraft {
  /// Of the layers from the first on, up to the one with the problem or to the last.
  std::vector<LayerSummary> layers;
  std::optional<NetworkSpec> network;        ///< If there is no problem.
  std::string problem;                       ///< A sentence; empty if there is none.
  std::optional<std::size_t> problem_layer;  ///< From 0; none if it is not one layer's.
};

/// Reads what network_from_json reads, and reports a problem instead of throwing it.
NetworkDraft read_network_draft(std::string_view json);

/// The parameters that training moves, as networks' sizes are usually told.
std::size_t trainable_parameter_count(const NetworkSpec& spec);

/// The summary as Keras prints it: a table of layers, output shapes and parameters, and the totals,
/// trainable and not.
std::string summary_table(const NetworkSpec& spec);

}  // namespace atelier::nn
