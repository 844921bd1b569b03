#include "history_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>

#include "atelier/nn/json_text.h"

#include "inputs.h"

namespace atelier::cli {
namespace {

/// In bytes: a million epochs and more.
constexpr std::uintmax_t kLargestHistory = 256UL * 1024 * 1024;

train::EpochRecord epoch_from(const std::string& line, std::size_t last) {
  train::EpochRecord record = train::epoch_record_from_json(nn::try_parse_json(line));
  if (record.epoch <= last) {
    throw std::invalid_argument(
        fmt::format("history: \"epoch\" must be a whole number above {}", last));
  }
  return record;
}

}  // namespace

std::vector<train::EpochRecord> load_history(const std::filesystem::path& path) {
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestHistory);
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  std::vector<train::EpochRecord> history;
  for (std::string line; std::getline(lines, line);) {
    try {
      history.push_back(epoch_from(line, history.empty() ? 0 : history.back().epoch));
    } catch (const std::invalid_argument& error) {
      throw std::runtime_error(
          fmt::format("{}: line {}: {}", path.string(), history.size() + 1, error.what()));
    }
  }
  return history;
}

}  // namespace atelier::cli
