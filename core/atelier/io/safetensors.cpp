#include "atelier/io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

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
constexpr const char* kFloat32 = "F32";

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
  const auto found = header.find(kMetadataKey);
  if (found == header.end())
    return metadata;
  if (!found->is_object())
    fail("the metadata is no JSON object");
  for (const auto& [key, value] : found->items()) {
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
  std::uint64_t begin = 0;  // In the data, in bytes.
  std::uint64_t end = 0;
};

const Json& member(const Json& entry, const std::string& name, const char* key) {
  const auto found = entry.find(key);
  if (found == entry.end())
    fail(R"(tensor "{}" has no "{}")", name, key);
  return *found;
}

std::uint64_t whole_number(const Json& value, const std::string& name, const char* key) {
  if (!value.is_number_unsigned()) {
    fail(R"(tensor "{}": {} of "{}" is no whole number)", name, value.dump(), key);
  }
  return value.get<std::uint64_t>();
}

Shape parse_shape(const Json& value, const std::string& name, std::uint64_t most_values) {
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
           name, value.dump(), most_values * sizeof(float));
    }
    count *= size;
    shape = shape.with_batch(static_cast<std::size_t>(size));
  }
  return shape;
}

Entry parse_entry(const std::string& name, const Json& value, std::uint64_t data_size) {
  if (!value.is_object())
    fail(R"(tensor "{}" is not described by a JSON object)", name);
  const Json& type = member(value, name, "dtype");
  if (type != kFloat32) {
    fail(R"(tensor "{}" holds {}; only "{}" is read)", name, type.dump(), kFloat32);
  }
  Entry entry;
  entry.name = name;
  entry.shape = parse_shape(member(value, name, "shape"), name, data_size / sizeof(float));
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
  if (entry.end - entry.begin != entry.shape.element_count() * sizeof(float)) {
    fail(R"(tensor "{}": shape {} needs {} bytes, but it has {})", name, entry.shape.to_string(),
         entry.shape.element_count() * sizeof(float), entry.end - entry.begin);
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

}  // namespace

std::vector<std::uint8_t> write_safetensors(const std::map<std::string, std::string>& metadata,
                                            std::span<const NamedTensor> tensors) {
  // Ordered, so that the header lists metadata and tensors as they come and equal input makes equal
  // files.
  Json header = Json::object();
  if (!metadata.empty())
    header[kMetadataKey] = metadata;
  std::size_t data_size = 0;
  for (const NamedTensor& tensor : tensors) {
    if (tensor.name == kMetadataKey || header.contains(tensor.name)) {
      throw std::invalid_argument(
          message(R"(safetensors: the name "{}" is taken already)", tensor.name));
    }
    if (tensor.values.size() != tensor.shape.element_count()) {
      throw std::invalid_argument(message(R"(safetensors: tensor "{}" of shape {} got {} values)",
                                          tensor.name, tensor.shape.to_string(),
                                          tensor.values.size()));
    }
    const std::size_t end = data_size + tensor.values.size_bytes();
    Json& entry = header[tensor.name];
    entry["dtype"] = kFloat32;
    entry["shape"] = std::vector<std::size_t>(tensor.shape.begin(), tensor.shape.end());
    entry["data_offsets"] = {data_size, end};
    data_size = end;
  }

  std::string text;
  try {
    text = header.dump();
  } catch (const Json::exception& error) {
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
  for (const NamedTensor& tensor : tensors) {
    const auto* values = reinterpret_cast<const std::uint8_t*>(tensor.values.data());
    bytes.insert(bytes.end(), values, values + tensor.values.size_bytes());
  }
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
  for (const auto& [name, value] : header.items()) {
    if (name != kMetadataKey)
      entries.push_back(parse_entry(name, value, data.size()));
  }
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) { return a.begin < b.begin; });
  check_coverage(entries, data.size());

  SafetensorsFile file;
  file.metadata = parse_metadata(header);
  file.tensors.reserve(entries.size());
  for (const Entry& entry : entries) {
    std::vector<float> values(entry.shape.element_count());
    std::memcpy(values.data(), data.data() + entry.begin, values.size() * sizeof(float));
    file.tensors.push_back({.name = entry.name, .shape = entry.shape, .values = std::move(values)});
  }
  return file;
}

}  // namespace atelier::io
