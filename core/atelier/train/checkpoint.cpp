#include "atelier/train/checkpoint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "atelier/base/message.h"
#include "atelier/io/checksum.h"
#include "atelier/io/safetensors.h"
#include "atelier/nn/json_text.h"
#include "atelier/train/train_options_json.h"

namespace atelier::train {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "atelier-checkpoint";

/// The arrays of a state by their names in the file. The first two are never empty.
constexpr std::size_t kNeeded = 2;

template <typename State>
auto arrays_of(State& state) {
  return std::array{std::pair{"parameters", &state.parameters},
                    std::pair{"optimizer/first_moment", &state.optimizer.first_moment},
                    std::pair{"optimizer/second_moment", &state.optimizer.second_moment},
                    std::pair{"optimizer/average", &state.optimizer.average},
                    std::pair{"best_parameters", &state.best_parameters},
                    std::pair{"backup_parameters", &state.backup_parameters}};
}

std::string checksum_of(const std::map<std::string, std::string>& metadata,
                        const TrainerState& state) {
  const auto arrays = arrays_of(state);
  std::array<std::span<const float>, std::tuple_size_v<decltype(arrays)>> values;
  std::ranges::transform(arrays, values.begin(),
                         [](const auto& array) { return std::span<const float>(*array.second); });
  return io::content_checksum(metadata, values);
}

std::string history_json(const std::vector<EpochRecord>& history) {
  std::string text;
  for (const EpochRecord& record : history)
    text += (text.empty() ? "[" : ",") + to_json(record);
  return text + "]";
}

const std::string& entry(const io::SafetensorsFile& file, const char* key) {
  const auto found = file.metadata.find(key);
  if (found == file.metadata.end())
    throw std::invalid_argument(message(R"(the metadata has no "{}")", key));
  return found->second;
}

void check_format(const io::SafetensorsFile& file) {
  if (entry(file, "format") != kFormat)
    throw std::invalid_argument(message(R"("format" is not "{}")", kFormat));
  const std::string& version = entry(file, "format_version");
  if (version != std::to_string(kCheckpointFormatVersion)) {
    throw std::invalid_argument(
        message("format version {}; only {} is read here", version, kCheckpointFormatVersion));
  }
}

std::size_t progress_count(const Json& progress, const char* key) {
  const Json* found = nn::find_key(progress, key);
  if (found == nullptr || !found->is_number_unsigned() ||
      !std::in_range<std::size_t>(found->get<std::uint64_t>())) {
    throw std::invalid_argument(message(R"("progress" has no whole number "{}")", key));
  }
  return static_cast<std::size_t>(found->get<std::uint64_t>());
}

double progress_seconds(const Json& progress) {
  const Json* found = nn::find_key(progress, "seconds");
  if (found == nullptr || !found->is_number() || found->get<double>() < 0)
    throw std::invalid_argument(R"("progress" has no number "seconds" of at least 0)");
  return found->get<double>();
}

TrainerState read_state(io::SafetensorsFile& file) {
  TrainerState state;
  const Json progress = nn::parse_json(entry(file, "progress"));
  state.epochs = progress_count(progress, "epochs");
  state.seconds = progress_seconds(progress);
  state.patience_since = progress_count(progress, "patience_since");
  state.optimizer.steps = progress_count(progress, "steps");
  const Json history = nn::parse_json(entry(file, "history"));
  if (!history.is_array())
    throw std::invalid_argument(R"("history" is no list)");
  for (const Json& record : nn::elements_of(history))
    state.history.push_back(epoch_record_from_json(record));

  const auto arrays = arrays_of(state);
  for (io::SafetensorsFile::Tensor& tensor : file.tensors) {
    const auto found = std::ranges::find_if(
        arrays, [&tensor](const auto& array) { return tensor.name == array.first; });
    if (found == arrays.end())
      throw std::invalid_argument(message(R"(unknown tensor "{}")", tensor.name));
    *found->second = std::move(tensor.values);
  }
  for (std::size_t index = 0; index < kNeeded; ++index) {
    if (arrays[index].second->empty())
      throw std::invalid_argument(message(R"(tensor "{}" is missing)", arrays[index].first));
  }
  for (const auto& [name, values] : arrays) {
    // A moment may be infinite where a gradient's square is; weights that are would be answered by.
    if (values == &state.optimizer.first_moment || values == &state.optimizer.second_moment)
      continue;
    if (!std::ranges::all_of(*values, [](float value) { return std::isfinite(value); }))
      throw std::invalid_argument(message(R"(tensor "{}" holds a value that is not finite)", name));
  }
  const std::string& checksum = entry(file, io::kChecksumKey);
  if (const std::string expected = checksum_of(file.metadata, state); checksum != expected) {
    throw std::invalid_argument(
        message("damaged: its checksum is {}, but its content's is {}", checksum, expected));
  }
  return state;
}

}  // namespace

std::vector<std::uint8_t> write_checkpoint(const Checkpoint& checkpoint) {
  const TrainerState& state = checkpoint.state;
  const Json progress = nn::json_object({{"epochs", state.epochs},
                                         {"seconds", state.seconds},
                                         {"patience_since", state.patience_since},
                                         {"steps", state.optimizer.steps}});
  std::map<std::string, std::string> metadata = {
      {"format", kFormat},
      {"format_version", std::to_string(kCheckpointFormatVersion)},
      {"network", nn::network_to_json(checkpoint.network)},
      {"options", nn::to_json_text(train_options_to_json(checkpoint.options))},
      {"progress", nn::to_json_text(progress)},
      {"history", history_json(state.history)}};
  metadata.emplace(io::kChecksumKey, checksum_of(metadata, state));
  std::vector<io::NamedTensor> tensors;
  for (const auto& [name, values] : arrays_of(state)) {
    if (!values->empty())
      tensors.push_back({.name = name, .shape = Shape{values->size()}, .values = *values});
  }
  return io::write_safetensors(metadata, tensors);
}

Checkpoint read_checkpoint(std::span<const std::uint8_t> bytes) {
  io::SafetensorsFile file = io::read_safetensors(bytes);
  try {
    check_format(file);
    return {.network = nn::network_from_json(entry(file, "network")),
            .options = train_options_from_json(nn::parse_json(entry(file, "options")), "options"),
            .state = read_state(file)};
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(message("checkpoint: {}", error.what()));
  }
}

}  // namespace atelier::train
