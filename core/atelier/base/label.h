#pragma once

#include <cstdint>

namespace atelier {

/// The label of a training image that belongs to no class: it is to be answered with equal
/// probabilities for all.
inline constexpr std::uint8_t kNoClass = 255;

}  // namespace atelier
