#pragma once

#include <filesystem>
#include <vector>

#include "atelier/train/history.h"

namespace atelier::cli {

/// The records of a history.jsonl. Throws std::runtime_error that starts with the path and says
/// what is wrong, naming the line.
std::vector<train::EpochRecord> load_history(const std::filesystem::path& path);

}  // namespace atelier::cli
