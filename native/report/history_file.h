#pragma once

#include <filesystem>
#include <vector>

#include "atelier/train/history.h"

namespace atelier::cli {

/// What a report needs of all epochs: their losses, accuracies and seconds. Throws
/// std::runtime_error that starts with the path and says what is wrong, naming the line.
std::vector<train::EpochRecord> load_history(const std::filesystem::path& path);

}  // namespace atelier::cli
