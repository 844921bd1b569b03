#include "atelier/io/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "atelier/base/half.h"
#include "atelier/base/heap_sort.h"
#include "atelier/base/message.h"
#include "atelier/nn/json_text.h"

namespace atelier::io {

namespace {

using Json = nlohmann::ordered_json;

// The format: the header's length as 8 bytes, least significant first; the header, a JSON object of
// {name: {"dtype", "shape", "data_offsets": [begin, end]}}, padded with spaces; the tensors' bytes.
static_assert(std::endian::native == std::endian::little, "tensors are copied as they lie");

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kAlignment = 8;
constexpr const char* kMetadataKey = "__metadata__";

/// A type of values that is read and written.
struct ValueType {
  Precision precision;
  const char* name;
  std::size_t size;  ///< Of a value, in bytes.
};

constexpr std::array kValueTypes = {ValueType{Precision::kSingle, "F32", sizeof(float)},
                                    ValueType{Precision::kHalf, "F16", sizeof(std::uint16_t)}};

const ValueType& type_of(Precision precision) {
  return *std::ranges::find(kValueTypes, precision, &ValueType::precision);
}

// The network of the largest model has 100 layers, whose tensors take 20 KB of header.
constexpr std::uint64_t kLongestHeader = std::uint64_t{16} << 20;

// {name: {"shape": [...]}} is three levels deep.
constexpr std::size_t kDeepestHeader = 3;

template <typename... Arguments>
[[noreturn]] void fail(std::type_identity_t<MessagePattern<sizeof...(Arguments)>> pattern,
                       const Arguments&... arguments) {
  throw std::runtime_error("safetensors: " + message(pattern, arguments...));
}

Json parse_header(std::span<const std::uint8_t> text) {
  if (text.empty() || text.front() != '{')
    fail("the header is no JSON object");
  const std::string_view characters(reinterpret_cast<const char*>(text.data()), text.size());
  try {
    return nn::parse_json(characters, kDeepestHeader);
  } catch (const std::invalid_argument& error) {
    fail("the header is damaged: {}", error.what());
  }
}

std::map<std::string, std::string> parse_metadata(const Json& header) {
  std::map<std::string, std::string> metadata;
  const Json* found = nn::find_key(header, kMetadataKey);
  if (found == nullptr)
    return metadata;
  if (!found->is_object())
    fail("the metadata is no JSON object");
  for (const auto& [key, value] : nn::entries_of(*found)) {
    if (!value.is_string())
      fail(R"(metadata "{}" is no text)", key);
    metadata.emplace(key, value.get<std::string>());
  }
  return metadata;
}

/// What the header says about one tensor, checked against the bytes there are.
struct Entry {
  std::string name;
  Shape shape;
  const ValueType* type = nullptr;
  std::uint64_t begin = 0;  // In the data, in bytes.
  std::uint64_t end = 0;
};

const Json& member(const Json& entry, const std::string& name, const char* key) {
  const Json* found = nn::find_key(entry, key);
  if (found == nullptr)
    fail(R"(tensor "{}" has no "{}")", name, key);
  return *found;
}

std::uint64_t whole_number(const Json& value, const std::string& name, const char* key) {
  if (!value.is_number_unsigned()) {
    fail(R"(tensor "{}": {} of "{}" is no whole number)", name, nn::to_json_text(value), key);
  }
  return value.get<std::uint64_t>();
}

const ValueType& parse_type(const Json& value, const std::string& name) {
  for (const ValueType& type : kValueTypes) {
    if (value.is_string() && value.get_ref<const std::string&>() == type.name)
      return type;
  }
  fail(R"(tensor "{}" holds {}; only "F32" and "F16" are read)", name, nn::to_json_text(value));
}

Shape parse_shape(const Json& value, const std::string& name, std::uint64_t data_size,
                  std::size_t value_size) {
  const std::uint64_t most_values = data_size / value_size;
  if (!value.is_array())
    fail(R"(tensor "{}": "shape" is no list)", name);
  if (value.size() > Shape::kMaxRank) {
    fail(R"(tensor "{}" has {} dimensions, of at most {} that are read)", name, value.size(),
         Shape::kMaxRank);
  }
  Shape shape;
  std::uint64_t count = 1;
  for (std::size_t axis = value.size(); axis-- > 0;) {
    const std::uint64_t size = whole_number(value[axis], name, "shape");
    // Tensors without values are refused: no network has them, and beside a 0 the other sizes would
    // be bounded by nothing.
    if (size == 0)
      fail(R"(tensor "{}" has a dimension of size 0)", name);
    if (count > most_values / size) {
      fail(R"(tensor "{}": its shape, {}, needs more than the {} bytes of data that there are)",
           name, nn::to_json_text(value), most_values * value_size);
    }
    count *= size;
    shape = shape.with_batch(static_cast<std::size_t>(size));
  }
  return shape;
}

Entry parse_entry(const std::string& name, const Json& value, std::uint64_t data_size) {
  if (!value.is_object())
    fail(R"(tensor "{}" is not described by a JSON object)", name);
  Entry entry;
  entry.name = name;
  entry.type = &parse_type(member(value, name, "dtype"), name);
  entry.shape = parse_shape(member(value, name, "shape"), name, data_size, entry.type->size);
  const Json& offsets = member(value, name, "data_offsets");
  if (!offsets.is_array() || offsets.size() != 2) {
    fail(R"(tensor "{}": "data_offsets" is no pair)", name);
  }
  entry.begin = whole_number(offsets[0], name, "data_offsets");
  entry.end = whole_number(offsets[1], name, "data_offsets");
  if (entry.begin > entry.end || entry.end > data_size) {
    fail(R"(tensor "{}": bytes {} to {} are not within the {} bytes of data)", name, entry.begin,
         entry.end, data_size);
  }
  const std::size_t size = entry.shape.element_count() * entry.type->size;
  if (entry.end - entry.begin != size) {
    fail(R"(tensor "{}": shape {} needs {} bytes, but it has {})", name, entry.shape.to_string(),
         size, entry.end - entry.begin);
  }
  return entry;
}

/// Every byte of the data belongs to one tensor, as the format demands: nothing can hide in a file.
void check_coverage(std::span<const Entry> entries, std::uint64_t data_size) {
  std::uint64_t covered = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != covered) {
      fail(R"(tensor "{}" begins at byte {}, but the one before it ends at {})", entry.name,
           entry.begin, covered);
    }
    covered = entry.end;
  }
  if (covered != data_size) {
    fail("{} bytes follow the last tensor", data_size - covered);
  }
}

void check_fits_half(const NamedTensor& tensor) {
  for (const float value : tensor.values) {
    if (std::isfinite(value) && std::abs(value) > kLargestHalf) {
      throw std::invalid_argument(
          message(R"(safetensors: tensor "{}" holds {}, which half precision has no room for)",
                  tensor.name, value));
    }
  }
}

void append_values(std::vector<std::uint8_t>& bytes, const NamedTensor& tensor) {
  if (tensor.precision == Precision::kSingle) {
    const auto* values = reinterpret_cast<const std::uint8_t*>(tensor.values.data());
    bytes.insert(bytes.end(), values, values + tensor.values.size_bytes());
    return;
  }
  for (const float value : tensor.values) {
    const std::uint16_t half = to_half(value);
    bytes.push_back(static_cast<std::uint8_t>(half & 0xFFU));
    bytes.push_back(static_cast<std::uint8_t>(half >> 8));
  }
}

std::vector<float> read_values(std::span<const std::uint8_t> bytes, const Entry& entry) {
  std::vector<float> values(entry.shape.element_count());
  if (entry.type->precision == Precision::kSingle) {
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = from_half(static_cast<std::uint16_t>(bytes[2 * i] | (bytes[2 * i + 1] << 8)));
  return values;
}

}  // namespace

std::vector<std::uint8_t> write_safetensors(const std::map<std::string, std::string>& metadata,
                                            std::span<const NamedTensor> tensors) {
  // Ordered, so that the header lists metadata and tensors as they come and equal input makes equal
  // files.
  Json header = Json::object();
  for (const auto& [key, value] : metadata)
    header[kMetadataKey][key] = value;
  std::size_t data_size = 0;
  for (const NamedTensor& tensor : tensors) {
    if (tensor.name == kMetadataKey || nn::find_key(header, tensor.name) != nullptr) {
      throw std::invalid_argument(
          message(R"(safetensors: the name "{}" is taken already)", tensor.name));
    }
    if (tensor.values.size() != tensor.shape.element_count()) {
      throw std::invalid_argument(message(R"(safetensors: tensor "{}" of shape {} got {} values)",
                                          tensor.name, tensor.shape.to_string(),
                                          tensor.values.size()));
    }
    const ValueType& type = type_of(tensor.precision);
    if (tensor.precision == Precision::kHalf)
      check_fits_half(tensor);
    const std::size_t end = data_size + tensor.values.size() * type.size;
    Json& entry = header[tensor.name];
    entry["dtype"] = type.name;
    entry["shape"] = std::vector<std::size_t>(tensor.shape.begin(), tensor.shape.end());
    entry["data_offsets"] = std::vector{data_size, end};
    data_size = end;
  }

  std::string text;
  try {
    text = nn::to_json_text(header);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(
        message("safetensors: a name or text is not UTF-8: {}", error.what()));
  }
  text.resize((text.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');

  std::vector<std::uint8_t> bytes;
  bytes.reserve(kLengthBytes + text.size() + data_size);
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(std::uint64_t{text.size()} >> (8 * i)));
  }
  bytes.insert(bytes.end(), text.begin(), text.end());
  for (const NamedTensor& tensor : tensors)
    append_values(bytes, tensor);
  return bytes;
}

SafetensorsFile read_safetensors(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kLengthBytes)
    fail("cut short: only {} bytes", bytes.size());
  std::uint64_t header_size = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    header_size |= std::uint64_t{bytes[i]} << (8 * i);
  }
  if (header_size > kLongestHeader) {
    fail("no such file: its header would have {} bytes, of at most {}", header_size,
         kLongestHeader);
  }
  const std::span<const std::uint8_t> rest = bytes.subspan(kLengthBytes);
  if (header_size > rest.size()) {
    fail("cut short: a header of {} bytes, but {} follow", header_size, rest.size());
  }
  const auto split = static_cast<std::size_t>(header_size);
  const Json header = parse_header(rest.first(split));
  const std::span<const std::uint8_t> data = rest.subspan(split);

  std::vector<Entry> entries;
  for (const auto& [name, value] : nn::entries_of(header)) {
    if (name != kMetadataKey)
      entries.push_back(parse_entry(name, value, data.size()));
  }
  heap_sort(entries, [](const Entry& a, const Entry& b) { return a.begin < b.begin; });
  check_coverage(entries, data.size());

  SafetensorsFile file;
  file.metadata = parse_metadata(header);
  file.tensors.reserve(entries.size());
  for (const Entry& entry : entries) {
    file.tensors.push_back(
        {.name = entry.name,
         .shape = entry.shape,
         .values = read_values(data.subspan(entry.begin, entry.end - entry.begin), entry)});
  }
  return file;
}

}  // namespace atelier::io
