// Any bytes are either a model whose weights fit its network, or refused with an exception; what is
// read as safetensors is written so that it reads the same.
// How to build and run this: tests/fuzz/CMakeLists.txt.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "atelier/io/model_file.h"
#include "atelier/io/safetensors.h"

namespace {

using atelier::io::NamedTensor;
using atelier::io::SafetensorsFile;

void check_round_trip(const SafetensorsFile& file) {
  std::vector<NamedTensor> tensors;
  tensors.reserve(file.tensors.size());
  for (const auto& [name, shape, values] : file.tensors)
    tensors.push_back({.name = name, .shape = shape, .values = values});
  const SafetensorsFile again =
      atelier::io::read_safetensors(atelier::io::write_safetensors(file.metadata, tensors));
  if (again.metadata != file.metadata || again.tensors.size() != file.tensors.size())
    std::abort();
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const SafetensorsFile::Tensor& before = file.tensors[i];
    const SafetensorsFile::Tensor& after = again.tensors[i];
    // Bytes, not floats: any NaN is one that may come.
    if (after.name != before.name || after.shape != before.shape ||
        std::memcmp(after.values.data(), before.values.data(),
                    before.values.size() * sizeof(float)) != 0) {
      std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    check_round_trip(atelier::io::read_safetensors({bytes, size}));
    const atelier::io::Model model = atelier::io::read_model({bytes, size});
    atelier::ThreadPool pool(1);
    atelier::io::make_network(model, pool);
  } catch (const std::runtime_error&) {
    return 0;  // Refused, as it may be.
  }
  return 0;
}
