// A file of its own, so that the page's module can have the browser do it (wasm/json_writer.cpp).
#include <stdexcept>

#include "atelier/nn/json_text.h"

namespace atelier::nn {

std::string to_json_text(const nlohmann::ordered_json& value) {
  try {
    return value.dump();
  } catch (const nlohmann::ordered_json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace atelier::nn
