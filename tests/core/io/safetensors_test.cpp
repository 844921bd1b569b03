#include "atelier/io/safetensors.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstring>
#include <stdexcept>

namespace atelier::io {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::StartsWith;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// A file as the format's description puts it together: the header's length, the header, the data.
Bytes file_of(const std::string& header, std::size_t data_size) {
  Bytes bytes;
  for (std::size_t i = 0; i < 8; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(std::uint64_t{header.size()} >> (8 * i)));
  }
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.resize(bytes.size() + data_size);
  return bytes;
}

void check_fails(const Bytes& bytes, const std::string& reason) {
  CHECK_THROWS_MATCHES(read_safetensors(bytes), std::runtime_error,
                       MessageMatches(StartsWith("safetensors: ") && ContainsSubstring(reason)));
}

void check_fails(const std::string& header, std::size_t data_size, const std::string& reason) {
  check_fails(file_of(header, data_size), reason);
}

/// A header with one tensor, "a", of two values.
std::string one_tensor(const std::string& type, const std::string& shape,
                       const std::string& offsets) {
  return R"({"a":{"dtype":)" + type + R"(,"shape":)" + shape + R"(,"data_offsets":)" + offsets +
         "}}";
}

const std::vector<float> kOneTwo = {1.0F, -2.0F};
const std::vector<float> kThree = {0.5F, 0.25F, 3.0F};

}  // namespace

TEST_CASE("A safetensors file is written byte for byte as its format is described", "[io]") {
  const std::vector<NamedTensor> tensors = {{.name = "b", .shape = Shape{2, 1}, .values = kOneTwo}};
  const Bytes bytes = write_safetensors({{"k", "v"}}, tensors);
  const std::string header =
      R"({"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}})";
  Bytes expected = file_of(header + std::string((8 - header.size() % 8) % 8, ' '), 0);
  expected.insert(expected.end(), {0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0});
  CHECK(bytes == expected);
}

TEST_CASE("Half-precision tensors are written byte for byte as the format is described", "[io]") {
  const std::vector<NamedTensor> tensors = {
      {.name = "b", .shape = Shape{2, 1}, .values = kOneTwo, .precision = Precision::kHalf}};
  const std::string header = R"({"b":{"dtype":"F16","shape":[2,1],"data_offsets":[0,4]}})";
  Bytes expected = file_of(header + std::string((8 - header.size() % 8) % 8, ' '), 0);
  expected.insert(expected.end(), {0x00, 0x3C, 0x00, 0xC0});
  const Bytes bytes = write_safetensors({}, tensors);
  CHECK(bytes == expected);
  CHECK(read_safetensors(bytes).tensors.at(0).values == kOneTwo);
}

TEST_CASE("A value too large for half precision is refused", "[io]") {
  const std::vector<float> values = {1.0F, -65505.0F};
  const std::vector<NamedTensor> tensors = {
      {.name = "b", .shape = Shape{2}, .values = values, .precision = Precision::kHalf}};
  CHECK_THROWS_MATCHES(
      write_safetensors({}, tensors), std::invalid_argument,
      MessageMatches(ContainsSubstring(R"(tensor "b" holds -65505, which half precision has no)")));
}

TEST_CASE("Tensors begin at a multiple of eight bytes", "[io]") {
  for (const std::string name : {"a", "ab", "abc", "abcd", "abcde"}) {
    const std::vector<NamedTensor> tensors = {{.name = name, .shape = Shape{2}, .values = kOneTwo}};
    CHECK(write_safetensors({}, tensors).size() % 8 == 0);
  }
}

TEST_CASE("What was written is read again, in the order of the file", "[io]") {
  const std::map<std::string, std::string> metadata = {{"name", "Zażółć \"gęślą\"\n"}, {"", ""}};
  const std::vector<float> scalar = {7.0F};
  const std::vector<NamedTensor> tensors = {
      {.name = "z", .shape = Shape{2}, .values = kOneTwo},
      {.name = "a/kernel", .shape = Shape{3, 1, 1, 1}, .values = kThree},
      {.name = "scalar", .shape = Shape{}, .values = scalar}};
  const SafetensorsFile file = read_safetensors(write_safetensors(metadata, tensors));
  CHECK(file.metadata == metadata);
  REQUIRE(file.tensors.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(file.tensors[i].name == tensors[i].name);
    CHECK(file.tensors[i].shape == tensors[i].shape);
    CHECK(std::ranges::equal(file.tensors[i].values, tensors[i].values));
  }
}

TEST_CASE("A file of another writer may order its header as it likes", "[io]") {
  Bytes bytes = file_of(
      R"({"a": {"data_offsets": [4, 8], "shape": [], "dtype": "F32"},
          "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}   )",
      8);
  const float values[] = {1.5F, 2.5F};
  std::memcpy(bytes.data() + bytes.size() - 8, values, 8);
  const SafetensorsFile file = read_safetensors(bytes);
  REQUIRE(file.tensors.size() == 2);
  CHECK(file.tensors[0].name == "b");
  CHECK(file.tensors[0].values == std::vector<float>{1.5F});
  CHECK(file.tensors[1].values == std::vector<float>{2.5F});
  CHECK(file.metadata.empty());
}

TEST_CASE("A safetensors file without tensors is one", "[io]") {
  CHECK(read_safetensors(file_of("{}", 0)).tensors.empty());
}

TEST_CASE("A safetensors file cut anywhere is refused", "[io]") {
  const std::vector<NamedTensor> tensors = {{.name = "a", .shape = Shape{2}, .values = kOneTwo},
                                            {.name = "b", .shape = Shape{3}, .values = kThree}};
  const Bytes whole = write_safetensors({{"k", "v"}}, tensors);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK_THROWS_AS(read_safetensors(cut), std::runtime_error);
  }
}

TEST_CASE("A header that lies about its length is refused", "[io]") {
  check_fails({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, '{', '}'},
              "its header would have 18446744073709551615 bytes");
  check_fails({100, 0, 0, 0, 0, 0, 0, 0, '{', '}'}, "cut short: a header of 100 bytes");
  check_fails({0, 0, 0, 0, 0, 0, 0, 0}, "the header is no JSON object");
}

TEST_CASE("A header that is not the format's JSON is refused", "[io]") {
  check_fails("[]", 0, "the header is no JSON object");
  check_fails(" {}", 0, "the header is no JSON object");
  check_fails(R"({"a":)", 0, "the header is damaged");
  check_fails("{} {}", 0, "the header is damaged");
  check_fails("{\"\xFF\":{}}", 0, "the header is damaged");
  check_fails(R"({"a":3})", 0, R"(tensor "a" is not described by a JSON object)");
  check_fails(R"({"__metadata__":[]})", 0, "the metadata is no JSON object");
  check_fails(R"({"__metadata__":{"epochs":10}})", 0, R"(metadata "epochs" is no text)");
  check_fails(R"({"a":{"shape":[[1]]}})", 0, "the header is damaged: it is nested too deeply");
  check_fails(R"({"a":{"shape":{"b":{}}}})", 0, "the header is damaged: it is nested too deeply");
}

TEST_CASE("A header of more entries than any model has is refused", "[io]") {
  std::string header = "{";
  for (int i = 0; i <= 10'000; ++i)
    header += '"' + std::to_string(i) + "\":{},";
  header.back() = '}';
  check_fails(header, 0, "an object of more than 10000 entries");
}

TEST_CASE("Two tensors of one name are refused", "[io]") {
  const std::string entry = R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
  check_fails(R"({"a":)" + entry + R"(,"a":)" + entry + "}", 4,
              R"(the header is damaged: it has "a" twice)");
  check_fails(R"({"__metadata__":{"k":"1","k":"2"}})", 0,
              R"(the header is damaged: it has "k" twice)");
}

TEST_CASE("Values of another type are refused by name", "[io]") {
  check_fails(one_tensor(R"("BF16")", "[2]", "[0,4]"), 4,
              R"(tensor "a" holds "BF16"; only "F32" and "F16" are read)");
  check_fails(one_tensor(R"("F16")", "[2]", "[0,8]"), 8, R"(needs 4 bytes, but it has 8)");
  check_fails(one_tensor("7", "[2]", "[0,8]"), 8, R"(tensor "a" holds 7)");
  check_fails(R"({"a":{"shape":[2],"data_offsets":[0,8]}})", 8, R"(tensor "a" has no "dtype")");
}

TEST_CASE("A shape that is none, or that the data cannot hold, is refused", "[io]") {
  const auto check_shape = [](const std::string& shape, const std::string& reason) {
    check_fails(one_tensor(R"("F32")", shape, "[0,8]"), 8, reason);
  };
  check_shape("2", R"("shape" is no list)");
  check_shape("[-2]", R"(-2 of "shape" is no whole number)");
  check_shape("[2.0]", R"(2.0 of "shape" is no whole number)");
  check_shape("[1,1,1,1,2]", "has 5 dimensions");
  check_shape("[0]", "a dimension of size 0");
  check_shape("[0,18446744073709551615]", "needs more than the 8 bytes");
  check_shape("[3]", "needs more than the 8 bytes");
  check_shape("[1]", "shape [1] needs 4 bytes, but it has 8");
  // 2^32 * 2^32 values: wraps to 0 in 64 bits, as 2^30 * 4 does in 32.
  check_shape("[4294967296,4294967296]", "needs more than the 8 bytes");
  check_shape("[1073741824,4]", "needs more than the 8 bytes");
}

TEST_CASE("Offsets outside the data, or back to front, are refused", "[io]") {
  const auto check_offsets = [](const std::string& offsets, const std::string& reason) {
    check_fails(one_tensor(R"("F32")", "[2]", offsets), 8, reason);
  };
  check_offsets("[0]", R"("data_offsets" is no pair)");
  check_offsets("[0,12]", "bytes 0 to 12 are not within the 8 bytes");
  check_offsets("[8,0]", "bytes 8 to 0 are not within");
  check_offsets("[-8,0]", R"(-8 of "data_offsets" is no whole number)");
  check_offsets("[18446744073709551608,18446744073709551616]", "is no whole number");
}

TEST_CASE("Tensors that overlap or leave gaps are refused", "[io]") {
  const auto two = [](const std::string& first, const std::string& second) {
    const std::string begin = R"({"dtype":"F32","shape":[1],"data_offsets":)";
    return R"({"a":)" + begin + first + R"(},"b":)" + begin + second + "}}";
  };
  CHECK(read_safetensors(file_of(two("[4,8]", "[0,4]"), 8)).tensors.size() == 2);
  check_fails(two("[0,4]", "[0,4]"), 8, "begins at byte 0, but the one before it ends at 4");
  check_fails(two("[0,4]", "[2,6]"), 6, "begins at byte 2, but the one before it ends at 4");
  check_fails(two("[0,4]", "[8,12]"), 12, "begins at byte 8, but the one before it ends at 4");
  check_fails(two("[4,8]", "[8,12]"), 12, "begins at byte 4, but the one before it ends at 0");
  check_fails(two("[0,4]", "[4,8]"), 9, "1 bytes follow the last tensor");
}

TEST_CASE("What cannot be a safetensors file is not written", "[io]") {
  using Tensors = std::vector<NamedTensor>;
  CHECK_THROWS_AS(
      write_safetensors({}, Tensors{{.name = "a", .shape = Shape{2}, .values = kOneTwo},
                                    {.name = "a", .shape = Shape{2}, .values = kOneTwo}}),
      std::invalid_argument);
  CHECK_THROWS_AS(write_safetensors(
                      {}, Tensors{{.name = "__metadata__", .shape = Shape{2}, .values = kOneTwo}}),
                  std::invalid_argument);
  CHECK_THROWS_AS(
      write_safetensors({}, Tensors{{.name = "a", .shape = Shape{3}, .values = kOneTwo}}),
      std::invalid_argument);
  CHECK_THROWS_AS(write_safetensors({{"k", "\xFF"}}, {}), std::invalid_argument);
}

}  // namespace atelier::io
