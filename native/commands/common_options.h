#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <string>

namespace atelier::cli {

// Options that several commands have, each meaning the same everywhere. The variable takes the
// value; what it holds before is the default.
void add_model_option(CLI::App& command, std::string& model);
void add_data_option(CLI::App& command, std::string& folder);
void add_threads_option(CLI::App& command, std::size_t& threads);

}  // namespace atelier::cli
