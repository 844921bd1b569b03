#include "atelier/base/random.h"

namespace atelier {

namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

/// Number i of kCount blocks side by side in element i, so that the compiler computes several
/// blocks with one instruction.
template <std::size_t kCount>
using Blocks = std::array<std::array<std::uint32_t, kCount>, 4>;

/// Turns counters into random numbers.
template <std::size_t kCount>
void philox(Blocks<kCount>& blocks, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < kCount; ++i) {
      const std::uint64_t product0 = std::uint64_t{kMultiplier0} * blocks[0][i];
      const std::uint64_t product1 = std::uint64_t{kMultiplier1} * blocks[2][i];
      blocks[0][i] = static_cast<std::uint32_t>(product1 >> 32) ^ blocks[1][i] ^ key[0];
      blocks[1][i] = static_cast<std::uint32_t>(product1);
      blocks[2][i] = static_cast<std::uint32_t>(product0 >> 32) ^ blocks[3][i] ^ key[1];
      blocks[3][i] = static_cast<std::uint32_t>(product0);
    }
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) {
  Blocks<1> blocks = {{{counter[0]}, {counter[1]}, {counter[2]}, {counter[3]}}};
  philox(blocks, key);
  return {blocks[0][0], blocks[1][0], blocks[2][0], blocks[3][0]};
}

RandomStream::RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint32_t epoch,
                           std::uint32_t index)
    : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
      counter_{0, index, epoch, static_cast<std::uint32_t>(purpose)} {}

void RandomStream::refill() {
  block_ = philox4x32(counter_, key_);
  ++counter_[0];
  used_ = 0;
}

void RandomStream::fill(std::span<std::uint32_t> numbers) {
  constexpr std::size_t kBlocks = 8;
  std::size_t filled = 0;
  while (used_ != 4 && filled < numbers.size()) {
    numbers[filled++] = next();
  }
  for (; filled + 4 * kBlocks <= numbers.size(); filled += 4 * kBlocks) {
    Blocks<kBlocks> blocks;
    for (std::size_t i = 0; i < kBlocks; ++i) {
      blocks[0][i] = counter_[0] + static_cast<std::uint32_t>(i);
      blocks[1][i] = counter_[1];
      blocks[2][i] = counter_[2];
      blocks[3][i] = counter_[3];
    }
    philox(blocks, key_);
    for (std::size_t i = 0; i < kBlocks; ++i) {
      for (std::size_t number = 0; number < 4; ++number) {
        numbers[filled + 4 * i + number] = blocks[number][i];
      }
    }
    counter_[0] += kBlocks;
  }
  while (filled < numbers.size()) {
    numbers[filled++] = next();
  }
}

void RandomStream::skip(std::uint64_t count) {
  const std::uint64_t position =
      std::uint64_t{counter_[0]} * 4 + static_cast<std::uint64_t>(used_) - 4 + count;
  counter_[0] = static_cast<std::uint32_t>(position / 4);
  used_ = 4;
  if (position % 4 != 0) {
    refill();
    used_ = static_cast<int>(position % 4);
  }
}

std::uint32_t RandomStream::below(std::uint32_t bound) {
  std::uint64_t product = std::uint64_t{next()} * bound;
  if (static_cast<std::uint32_t>(product) < bound) {
    const std::uint32_t rejected_below = (0U - bound) % bound;
    while (static_cast<std::uint32_t>(product) < rejected_below)
      product = std::uint64_t{next()} * bound;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

}  // namespace atelier
