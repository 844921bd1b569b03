#pragma once

#include <cstddef>
#include <cstdint>

namespace atelier {

/// The label of a training image that belongs to no class: it is to be answered with equal
/// probabilities for all.
inline constexpr std::uint8_t kNoClass = 255;

/// Labels are bytes, and classes those below that one.
inline constexpr std::size_t kMostClasses = kNoClass;

}  // namespace atelier
