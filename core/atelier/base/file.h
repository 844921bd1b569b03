#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace atelier {

/// All bytes of a file. Throws std::runtime_error with the path and the system's reason.
std::vector<std::uint8_t> load_file(const std::filesystem::path& path);

}  // namespace atelier
