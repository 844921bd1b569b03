#include "inputs.h"

#include <cstdlib>
#include <fmt/format.h>
#include <stdexcept>
#include <string_view>

#include "atelier/io/file.h"
#include "atelier/nn/presets.h"
#include "atelier/train/recipe.h"

#include "exit_code.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMebibyte = 1024 * 1024;

/// A network's description takes a few kilobytes.
constexpr std::uintmax_t kLargestNetworkFile = 16 * kMebibyte;

/// 500 million parameters.
constexpr std::uintmax_t kLargestModelFile = 2048 * kMebibyte;

/// An environment variable's value; "" if it is not set.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

nn::NetworkSpec network_from_file(const fs::path& path) {
  const std::vector<std::uint8_t> bytes = load_regular_file(path, kLargestNetworkFile);
  try {
    nn::NetworkSpec network =
        nn::network_from_json({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    nn::summarize(network);  // Throws, naming the layer, where shapes do not fit.
    return network;
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(fmt::format("{}: {}", path.string(), error.what()));
  }
}

}  // namespace

std::string default_data_folder() {
  if (const std::string folder = environment("ATELIER_DATA"); !folder.empty())
    return folder;
  const std::string cache = environment("XDG_CACHE_HOME");
  const fs::path root = cache.empty() ? fs::path(environment("HOME")) / ".cache" : fs::path(cache);
  return (root / "atelier" / "fashion-mnist").string();
}

nn::NetworkSpec named_network(const std::string& name) {
  const bool looks_like_file = name.ends_with(".json") || name.find('/') != std::string::npos;
  try {
    // A preset's name stands for the preset, even beside a file of that name.
    if (!looks_like_file)
      return nn::preset(name);
  } catch (const std::invalid_argument& error) {
    if (!fs::exists(name))
      throw UsageError(error.what());
  }
  return network_from_file(name);
}

std::string known_recipes() {
  std::string names;
  for (const train::Recipe& recipe : train::recipes())
    names += (names.empty() ? "" : ", ") + recipe.name;
  return names;
}

io::Model load_model(const fs::path& path) {
  const fs::path file = fs::is_directory(path) ? path / "model.safetensors" : path;
  const std::vector<std::uint8_t> bytes = load_regular_file(file, kLargestModelFile);
  try {
    return io::read_model(bytes);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), error.what()));
  }
}

std::vector<std::uint8_t> load_regular_file(const fs::path& path, std::uintmax_t largest) {
  const auto refuse = [&path](std::string_view reason) {
    throw std::runtime_error(fmt::format("{}: {}", path.string(), reason));
  };
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    refuse("no such file");
  if (error)
    refuse(error.message());
  if (fs::is_directory(status))
    refuse("is a folder, not a file");
  if (!fs::is_regular_file(status))
    refuse("is not a regular file");
  const std::uintmax_t size = fs::file_size(path, error);
  if (error)
    refuse(error.message());
  if (size == 0)
    refuse("is empty (0 bytes)");
  if (size > largest) {
    refuse(fmt::format("is too large: {} MiB, at most {} are read", size / kMebibyte,
                       largest / kMebibyte));
  }
  return io::load_file(path);
}

}  // namespace atelier::cli
