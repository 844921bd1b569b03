#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/nn/layer_kind.h"
#include "atelier/nn/network_spec.h"
#include "atelier/nn/parameter.h"

namespace atelier::nn {

/// A layer of a network whose shapes were found to fit.
struct LayerDescription {
  std::string name;  ///< Unique in the network: "conv2d", "conv2d_1", ...
  LayerKind kind;
  Shape output;  ///< Without the batch axis.
  std::vector<Parameter> parameters;
};

/// Works out one layer after the other: what describe does, for a network that may yet be wrong
/// further on.
class LayerChain {
 public:
  /// Throws std::invalid_argument if the input is none or passes a limit.
  explicit LayerChain(const Shape& input);

  /// Throws as summarize does, and the layer is not added.
  /// @param last whether it is the network's last layer.
  void add(const LayerSpec& layer, bool last);

  const std::vector<LayerDescription>& layers() const { return layers_; }

 private:
  Shape shape_;  ///< Of the last layer's output.
  std::uint64_t parameter_count_ = 0;
  std::vector<LayerDescription> layers_;
};

/// Throws std::invalid_argument if there are no layers or too many, or the last is not dense with
/// softmax.
void check_is_classifier(const NetworkSpec& spec);

/// The one place where shapes, parameters and limits are worked out and checked. Nothing is
/// allocated for the network, and the arithmetic cannot overflow. Throws std::invalid_argument as
/// summarize does.
std::vector<LayerDescription> describe(const NetworkSpec& spec);

}  // namespace atelier::nn
