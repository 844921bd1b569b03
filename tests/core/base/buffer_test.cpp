#include "atelier/base/buffer.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <new>
#include <utility>

using atelier::Buffer;

TEST_CASE("A buffer is aligned, zero, and readable past its end", "[base]") {
  const Buffer buffer(5);
  CHECK(buffer.size() == 5);
  CHECK(reinterpret_cast<std::uintptr_t>(buffer.data()) % Buffer::kAlignment == 0);
  for (std::size_t i = 0; i < buffer.size() + Buffer::kPadding; ++i) {
    CHECK(buffer.data()[i] == 0.0F);
  }
}

TEST_CASE("A buffer takes memory only when it grows past what it held", "[base]") {
  Buffer buffer(8);
  float* memory = buffer.data();
  memory[0] = 3;
  buffer.resize(2);
  CHECK(buffer.size() == 2);
  CHECK(buffer.span().size() == 2);
  buffer.resize(8);
  CHECK(buffer.data() == memory);
  CHECK(buffer.data()[0] == 3);

  buffer.resize(9);
  CHECK(buffer.size() == 9);
  CHECK(buffer.data()[0] == 0);
}

TEST_CASE("A buffer hands its memory on when moved", "[base]") {
  Buffer buffer(4);
  const float* memory = buffer.data();
  const Buffer other = std::move(buffer);
  CHECK(other.data() == memory);
  CHECK(other.size() == 4);
}

TEST_CASE("A buffer larger than the address space is refused, and stays as it was", "[base]") {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  Buffer buffer(4);
  const float* memory = buffer.data();
  // What of these counts, in bytes and with the padding, wraps around is 0 to 260 bytes.
  for (const std::size_t size : {kMost / sizeof(float) - Buffer::kPadding + 1,
                                 kMost / sizeof(float) + 1, kMost / sizeof(float) + 33, kMost}) {
    CHECK_THROWS_AS(buffer.resize(size), std::bad_alloc);
    CHECK(buffer.data() == memory);
    CHECK(buffer.size() == 4);
  }
}

TEST_CASE("A count of floats that would wrap around is refused", "[base]") {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  CHECK(atelier::float_count(4096, 784) == 3'211'264);
  CHECK(atelier::float_count(0, kMost) == 0);
  CHECK(atelier::float_count(kMost, 0) == 0);
  CHECK_THROWS_AS(atelier::float_count(2, kMost / 2 + 1), std::bad_alloc);
  CHECK_THROWS_AS(atelier::float_count(1, kMost / sizeof(float)), std::bad_alloc);
}

TEST_CASE("An empty buffer holds nothing", "[base]") {
  const Buffer buffer;
  CHECK(buffer.size() == 0);
  CHECK(buffer.span().empty());
}
