#include "atelier/data/idx.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>

#include "atelier/data/gzip.h"

#include "data/file_fixture.h"
#include "data/idx_fixture.h"

namespace atelier::data {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::StartsWith;
using test::Bytes;

namespace {

constexpr std::array<std::uint32_t, 3> kSizes = {3, 5, 7};

Bytes three_images() {
  return test::idx_bytes(kSizes, test::ramp(3 * 5 * 7));
}

void check_fails(const Bytes& bytes, const std::string& reason) {
  CHECK_THROWS_MATCHES(parse_idx(bytes, "some-file"), std::runtime_error,
                       MessageMatches(StartsWith("some-file: ") && ContainsSubstring(reason)));
}

}  // namespace

TEST_CASE("An IDX file is read as written, plain and gzip-compressed", "[data]") {
  const test::TemporaryFolder folder;
  for (const Bytes& bytes : {three_images(), test::gzip_bytes(three_images())}) {
    const IdxArray array = read_idx(folder.write("images", bytes));
    CHECK(array.sizes == std::vector<std::size_t>{3, 5, 7});
    CHECK(array.values == test::ramp(3 * 5 * 7));
  }
}

TEST_CASE("An IDX file may hold nothing", "[data]") {
  const std::array<std::uint32_t, 3> sizes = {0, 28, 28};
  const IdxArray array = parse_idx(test::idx_bytes(sizes, {}), "images");
  CHECK(array.sizes == std::vector<std::size_t>{0, 28, 28});
  CHECK(array.values.empty());
}

TEST_CASE("An IDX file cut anywhere is refused", "[data]") {
  const Bytes whole = three_images();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK_THROWS_AS(parse_idx(cut, "images"), std::runtime_error);
  }
  check_fails(Bytes(whole.begin(), whole.end() - 1), "is cut short: its sizes, 3 x 5 x 7");
}

TEST_CASE("A gzip-compressed IDX file cut anywhere is refused", "[data]") {
  const Bytes whole = test::gzip_bytes(three_images());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK_THROWS_AS(parse_idx(unpacked(cut, "images"), "images"), std::runtime_error);
  }
}

TEST_CASE("An IDX file with more bytes than its sizes say is refused", "[data]") {
  Bytes bytes = three_images();
  bytes.push_back(0);
  check_fails(bytes, "is too long: its sizes, 3 x 5 x 7, make 105 bytes, but 106 follow");
}

TEST_CASE("Sizes that overflow or ask for all memory are refused", "[data]") {
  const std::array<std::uint32_t, 4> wraps_to_zero = {65536, 65536, 65536, 65536};
  const std::array<std::uint32_t, 3> huge = {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF};
  const std::array<std::uint32_t, 1> four_gigabytes = {0xFFFFFFFF};
  check_fails(test::idx_bytes(wraps_to_zero, {}), "is cut short");
  check_fails(test::idx_bytes(huge, test::ramp(100)), "is cut short");
  check_fails(test::idx_bytes(four_gigabytes, test::ramp(100)), "is cut short");
}

TEST_CASE("A file that is no IDX file of unsigned bytes is refused with the reason", "[data]") {
  check_fails({}, "is no IDX file: only 0 bytes long");
  check_fails({'P', 'N', 'G', '!', 0, 0}, "is no IDX file: expected it to begin with two zero");
  check_fails({0, 0, 0x0D, 1, 0, 0, 0, 0}, "expected unsigned bytes, found 32-bit floats");
  check_fails({0, 0, 0x42, 1, 0, 0, 0, 0}, "found values of the unknown type 0x42");
  check_fails({0, 0, 8, 0}, "it has no dimension");
  check_fails({0, 0, 8, 255, 0, 0, 0, 1}, "do not hold the sizes of 255 dimensions");
}

TEST_CASE("A gzip file that claims more than it can hold is refused before memory is taken",
          "[data]") {
  Bytes bytes = test::gzip_bytes(three_images());
  for (std::size_t i = bytes.size() - 4; i < bytes.size(); ++i)
    bytes[i] = 0xFF;
  CHECK_THROWS_MATCHES(
      gunzip(bytes, "some-file"), std::runtime_error,
      MessageMatches(StartsWith("some-file: ") && ContainsSubstring("it claims 4294967295 bytes")));
}

TEST_CASE("A gzip file with an altered bit is refused, or unpacks to the same", "[data]") {
  const Bytes whole = test::gzip_bytes(three_images());
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    Bytes damaged = whole;
    damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    Bytes content;
    try {
      content = gunzip(damaged, "images");
    } catch (const std::runtime_error&) {
      ++refused;
      continue;
    }
    CHECK(content == three_images());
  }
  // What carries no data: time, system and some flags in the header, up to 7 bits after the end of
  // the compressed stream.
  CHECK(refused > 8 * (whole.size() - 10) - 8);
}

TEST_CASE("A gzip file with anything after its data is refused", "[data]") {
  const Bytes whole = test::gzip_bytes(three_images());
  Bytes with_garbage = whole;
  with_garbage.insert(with_garbage.end(), {1, 2, 3, 4});
  Bytes twice = whole;
  twice.insert(twice.end(), whole.begin(), whole.end());
  CHECK_THROWS_AS(gunzip(with_garbage, "images"), std::runtime_error);
  CHECK_THROWS_MATCHES(gunzip(twice, "images"), std::runtime_error,
                       MessageMatches(ContainsSubstring("bytes follow the gzip data")));
}

TEST_CASE("The largest ratio that deflate reaches is still unpacked", "[data]") {
  const Bytes zeros(1'000'000);
  CHECK(gunzip(test::gzip_bytes(zeros), "zeros") == zeros);
}

TEST_CASE("An IDX file that cannot be read is named with the system's reason", "[data]") {
  const test::TemporaryFolder folder;
  const std::filesystem::path missing = folder.path() / "missing";
  CHECK_THROWS_MATCHES(read_idx(missing), std::runtime_error,
                       MessageMatches(ContainsSubstring(missing.string()) &&
                                      ContainsSubstring("No such file or directory")));
  CHECK(read_idx(folder.write("images", three_images())).values == test::ramp(3 * 5 * 7));
}

}  // namespace atelier::data
