#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "atelier/base/shape.h"

namespace atelier::io {

/// How a file holds the values of a tensor; in memory they are always floats.
enum class Precision {
  kSingle,  ///< F32: bit for bit.
  kHalf,    ///< F16: half as many bytes, values rounded to 11 significant bits.
};

/// One tensor to be written.
struct NamedTensor {
  std::string name;
  Shape shape;
  std::span<const float> values;  ///< Row-major, shape.element_count() of them.
  Precision precision = Precision::kSingle;
};

/// A file in memory, as https://github.com/huggingface/safetensors describes the format: an 8-byte
/// length, a JSON header, little-endian tensors.
struct SafetensorsFile {
  std::map<std::string, std::string> metadata;
  struct Tensor {
    std::string name;
    Shape shape;
    std::vector<float> values;
  };
  std::vector<Tensor> tensors;  ///< In the order of their bytes in the file.
};

/// The bytes of a file that Python's `safetensors` opens unchanged. Throws std::invalid_argument if
/// a name is used twice, a shape does not match its values, or a value is too large for a half.
std::vector<std::uint8_t> write_safetensors(const std::map<std::string, std::string>& metadata,
                                            std::span<const NamedTensor> tensors);

/// Reads F32 and F16 tensors. Throws std::runtime_error that starts with "safetensors:" and says
/// what is wrong and where, if the bytes are damaged, cut short, overlapping, or hold another type;
/// every size is checked against the bytes there are before memory is taken.
SafetensorsFile read_safetensors(std::span<const std::uint8_t> bytes);

}  // namespace atelier::io
