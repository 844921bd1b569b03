#include "history_file.h"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>

#include "inputs.h"

namespace atelier::cli {
namespace {

using Json = nlohmann::ordered_json;

/// In bytes: a million epochs and more.
constexpr std::uintmax_t kLargestHistory = 256UL * 1024 * 1024;

/// Nothing if the key is not there or null.
std::optional<double> optional_number(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null())
    return std::nullopt;
  if (!found->is_number())
    throw std::runtime_error(fmt::format("\"{}\" must be a number", key));
  return found->get<double>();
}

double number(const Json& json, const char* key) {
  const std::optional<double> value = optional_number(json, key);
  if (!value)
    throw std::runtime_error(fmt::format("\"{}\" is missing", key));
  return *value;
}

train::EpochRecord epoch_from(const std::string& line, std::size_t last) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object())
    throw std::runtime_error("is no JSON object");
  const double epoch = number(json, "epoch");
  if (!(epoch > static_cast<double>(last) && epoch < 1e9 && epoch == std::floor(epoch)))
    throw std::runtime_error(fmt::format("\"epoch\" must be a whole number above {}", last));
  return {.epoch = static_cast<std::size_t>(epoch),
          .training_loss = number(json, "training_loss"),
          .training_accuracy = number(json, "training_accuracy"),
          .validation_loss = optional_number(json, "validation_loss"),
          .validation_accuracy = optional_number(json, "validation_accuracy"),
          .seconds = number(json, "seconds")};
}

}  // namespace

std::vector<train::EpochRecord> load_history(const std::filesystem::path& path) {
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestHistory);
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  std::vector<train::EpochRecord> history;
  for (std::string line; std::getline(lines, line);) {
    try {
      history.push_back(epoch_from(line, history.empty() ? 0 : history.back().epoch));
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(
          fmt::format("{}: line {}: {}", path.string(), history.size() + 1, error.what()));
    }
  }
  return history;
}

}  // namespace atelier::cli
