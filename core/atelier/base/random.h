#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace atelier {

/// What random numbers are drawn for. Each purpose has streams of its own, so that adding a draw in
/// one place never changes the numbers seen in another.
enum class RandomPurpose : std::uint32_t {
  kInitialization = 1,
  kShuffle = 2,
  kDropout = 3,
  kAugmentation = 4,
  kSaliency = 5,
  kDrawing = 6,
};

/// One block of Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random
/// numbers: as easy as 1, 2, 3" (2011): four random numbers from a counter and a key.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// Random numbers that depend only on (seed, purpose, epoch, index), never on the order or the
/// thread in which they are drawn: the same seed gives the same run for any number of threads, and
/// a resumed run goes on as if it had never been interrupted. The blocks of philox4x32, one after
/// the other.
class RandomStream {
 public:
  /// @param seed    the run's seed, 0 to 2^64-1.
  /// @param purpose what the numbers are for.
  /// @param epoch   the epoch or step they belong to.
  /// @param index   the image, layer or row within that epoch.
  RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint32_t epoch, std::uint32_t index);

  /// The next 32 random bits.
  std::uint32_t next() {
    if (used_ == 4) {
      refill();
    }
    return block_[static_cast<std::size_t>(used_++)];
  }

  /// The next numbers.size() of them; several times as fast as one by one.
  void fill(std::span<std::uint32_t> numbers);

  /// Passes over the next `count` numbers, at once.
  void skip(std::uint64_t count);

  /// Uniform in [0, 1), a multiple of 2^-24.
  float uniform() { return to_uniform(next()); }

  /// 32 random bits as uniform() sees them.
  static float to_uniform(std::uint32_t bits) { return static_cast<float>(bits >> 8) * 0x1p-24F; }

  /// Uniform in [low, high).
  float uniform(float low, float high) { return low + (high - low) * uniform(); }

  /// Uniform in {0, ..., bound - 1}, without bias (Lemire, "Fast random integer generation in an
  /// interval", 2019). `bound` must not be 0.
  std::uint32_t below(std::uint32_t bound);

 private:
  void refill();

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int used_ = 4;
};

}  // namespace atelier
