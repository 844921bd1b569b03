#include "atelier/ops/xnnpack_memory.h"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>
#include <xnnpack.h>

#include "atelier/ops/dense.h"

#include "support/values.h"

namespace {

using atelier::Buffer;
using atelier::ThreadPool;
using atelier::ops::xnnpack_blocks_taken;
using atelier::ops::xnnpack_memory;
using atelier::test::random_buffer;

}  // namespace

TEST_CASE("XNNPACK's memory holds what was asked for, aligned for every vector", "[ops]") {
  const xnn_allocator& memory = xnnpack_memory();
  std::vector<void*> blocks;
  std::vector<std::size_t> sizes;
  for (std::size_t size = 1; size < 3'000'000; size = size * 5 / 4 + 1) {
    void* block = memory.aligned_allocate(nullptr, 64, size);
    REQUIRE(block != nullptr);
    CHECK(reinterpret_cast<std::uintptr_t>(block) % 64 == 0);
    std::memset(block, static_cast<int>(sizes.size()), size);
    blocks.push_back(block);
    sizes.push_back(size);
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto* bytes = static_cast<const unsigned char*>(blocks[i]);
    CHECK(bytes[0] == i);
    CHECK(bytes[sizes[i] - 1] == i);
    memory.aligned_deallocate(nullptr, blocks[i]);
  }
  memory.deallocate(nullptr, nullptr);
  CHECK(memory.allocate(nullptr, SIZE_MAX) == nullptr);
}

TEST_CASE("XNNPACK's memory keeps its contents when it grows and when it shrinks", "[ops]") {
  const xnn_allocator& memory = xnnpack_memory();
  auto* text = static_cast<char*>(memory.reallocate(nullptr, nullptr, 6));
  std::memcpy(text, "hello", 6);
  text = static_cast<char*>(memory.reallocate(nullptr, text, 10'000));
  CHECK(std::strcmp(text, "hello") == 0);
  text = static_cast<char*>(memory.reallocate(nullptr, text, 6));
  CHECK(std::strcmp(text, "hello") == 0);
  memory.deallocate(nullptr, text);
}

TEST_CASE("New weights take no new memory in the steady state of training", "[ops]") {
  ThreadPool pool(1);
  atelier::ops::Dense dense(300, 70, /*relu=*/true, pool);
  const Buffer kernel = random_buffer(300 * 70, 1);
  const Buffer bias = random_buffer(70, 2);
  const Buffer input = random_buffer(8 * 300, 3);
  Buffer output(8 * 70);
  Buffer input_gradient(input.size());
  const auto step = [&] {
    dense.set_weights(kernel.data(), bias.data());
    dense.forward(input.data(), 8, output.data());
    dense.backward_input(output.data(), 8, input_gradient.data());
  };
  step();
  step();
  const std::size_t before = xnnpack_blocks_taken();
  for (int i = 0; i < 10; ++i)
    step();
  CHECK(xnnpack_blocks_taken() == before);
}
