#pragma once

#include <cstdint>
#include <emscripten/val.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atelier::wasm {

// JavaScript values whose types the generated declarations state; bindings.cpp registers them.
// Arrays are copies: a view of the engine's memory would be dead after the next growth.
EMSCRIPTEN_DECLARE_VAL_TYPE(Bytes)    ///< Uint8Array
EMSCRIPTEN_DECLARE_VAL_TYPE(Numbers)  ///< Uint32Array
EMSCRIPTEN_DECLARE_VAL_TYPE(Floats)   ///< Float32Array
EMSCRIPTEN_DECLARE_VAL_TYPE(Text)
EMSCRIPTEN_DECLARE_VAL_TYPE(TrainOptionsObject)  ///< See training_options.h.

/// What JSON.stringify makes of a value.
inline std::string json_text(const emscripten::val& value) {
  return emscripten::val::global("JSON").call<std::string>("stringify", value);
}

inline std::vector<std::uint8_t> copy_in(const Bytes& bytes) {
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(bytes);
}

template <typename Array, typename Value>
Array copy_out(const char* type, std::span<const Value> values) {
  using emscripten::val;
  return Array(
      val::global(type).new_(val(emscripten::typed_memory_view(values.size(), values.data()))));
}

inline Bytes bytes(std::span<const std::uint8_t> values) {
  return copy_out<Bytes>("Uint8Array", values);
}

inline Floats floats(std::span<const float> values) {
  return copy_out<Floats>("Float32Array", values);
}

/// Counts and places; each below 2^32.
template <typename Range>
Numbers numbers(const Range& range) {
  const std::vector<std::uint32_t> values(range.begin(), range.end());
  return copy_out<Numbers>("Uint32Array", std::span<const std::uint32_t>(values));
}

inline Text text(std::string_view value) {
  return Text(emscripten::val(std::string(value)));
}

}  // namespace atelier::wasm
