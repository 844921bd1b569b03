#include "atelier/nn/presets.h"

#include <array>
#include <stdexcept>
#include <string>

#include "atelier/base/native_text.h"

namespace atelier::nn {

namespace {

constexpr std::array kPresets = {
    Preset{"classic", native_text("Two convolutions with a pooling between them."), R"({
      "name": "classic",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 28, "kernel_size": 3, "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "conv2d", "filters": 56, "kernel_size": 3, "activation": "relu"},
        {"type": "flatten"},
        {"type": "dense", "units": 56, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    // Published as "2 more conv layers and 1 more pooling layer" than classic, without saying
    // where: each convolution doubled and followed by a pooling, as in two-block, keeps classic's
    // widths.
    Preset{"classic-deep",
           native_text("classic with each convolution doubled and a pooling after each pair."),
           R"({
      "name": "classic-deep",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 28, "kernel_size": 3, "activation": "relu"},
        {"type": "conv2d", "filters": 28, "kernel_size": 3, "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "conv2d", "filters": 56, "kernel_size": 3, "activation": "relu"},
        {"type": "conv2d", "filters": 56, "kernel_size": 3, "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "flatten"},
        {"type": "dense", "units": 56, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    Preset{"two-block", native_text("Two blocks of two convolutions and a pooling, valid padding."),
           R"({
      "name": "two-block",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "activation": "relu"},
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "activation": "relu"},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "flatten"},
        {"type": "dense", "units": 128, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    Preset{"two-block-same", native_text("two-block with same padding."), R"({
      "name": "two-block-same",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "padding": "same", "activation": "relu"},
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "padding": "same", "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "padding": "same", "activation": "relu"},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "padding": "same", "activation": "relu"},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "flatten"},
        {"type": "dense", "units": 128, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    // Batch normalisation follows each convolution, before ReLU and after the pooling, if there is
    // one: there it has a quarter of the values to do.
    Preset{"classic-norm", native_text("classic with batch normalisation."), R"({
      "name": "classic-norm",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 28, "kernel_size": 3, "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 56, "kernel_size": 3, "use_bias": false},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "flatten"},
        {"type": "dense", "units": 56, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    Preset{"two-block-norm", native_text("two-block with batch normalisation."), R"({
      "name": "two-block-norm",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "use_bias": false},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "use_bias": false},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "flatten"},
        {"type": "dense", "units": 128, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    Preset{"sprint",
           native_text("Two narrow convolutions with batch normalisation: few operations."), R"({
      "name": "sprint",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 12, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 40, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "flatten"},
        {"type": "dense", "units": 128, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
    Preset{"three-block",
           native_text(
               "Three blocks of two convolutions and a pooling, batch normalisation, dropout."),
           R"({
      "name": "three-block",
      "input": [28, 28, 1],
      "layers": [
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 64, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 96, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "conv2d", "filters": 96, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "max_pooling2d", "pool_size": 2},
        {"type": "batch_normalization", "activation": "relu"},
        {"type": "dropout", "rate": 0.2},
        {"type": "flatten"},
        {"type": "dense", "units": 128, "activation": "relu"},
        {"type": "dense", "units": 10, "activation": "softmax"}
      ]
    })"},
};

}  // namespace

std::span<const Preset> presets() {
  return kPresets;
}

NetworkSpec preset(std::string_view name) {
  std::string known;
  for (const Preset& candidate : kPresets) {
    if (candidate.name == name)
      return network_from_json(candidate.json);
    if (!known.empty())
      known += ", ";
    known += candidate.name;
  }
  throw std::invalid_argument("preset: unknown name \"" + std::string(name) + "\"; known are " +
                              known);
}

}  // namespace atelier::nn
