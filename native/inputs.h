#pragma once

#include <filesystem>
#include <string>

#include "atelier/io/model_file.h"
#include "atelier/nn/network_spec.h"

namespace atelier::cli {

/// Where Fashion-MNIST is if nobody says: $ATELIER_DATA, else
/// ${XDG_CACHE_HOME:-~/.cache}/atelier/fashion-mnist.
std::string default_data_folder();

/// The network a person names: a preset, or a JSON file. Throws UsageError that lists the presets
/// if it is neither, std::runtime_error that starts with the file's path if that holds no network,
/// or one whose shapes do not fit.
nn::NetworkSpec named_network(const std::string& name);

/// The names of all recipes: for messages.
std::string known_recipes();

/// The model in a file, or in the "model.safetensors" of a folder made by `atelier train`. Throws
/// std::runtime_error that starts with the path.
io::Model load_model(const std::filesystem::path& path);

/// The bytes of a regular file that is neither empty nor larger than `largest`. Throws
/// std::runtime_error that starts with the path and says in a few words what is wrong: so that a
/// folder, a device or a file of many gigabytes is noticed before it is read.
std::vector<std::uint8_t> load_regular_file(const std::filesystem::path& path,
                                            std::uintmax_t largest);

}  // namespace atelier::cli
