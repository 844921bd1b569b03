#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "atelier/base/file.h"

namespace atelier::io {

using atelier::load_file;

/// Writes beside `path`, as `path` with ".partial" appended, and renames, so that an interrupted or
/// failed write leaves the old file whole. Throws std::runtime_error with the path and the system's
/// reason; a disk that is full is noticed.
void save_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

}  // namespace atelier::io
