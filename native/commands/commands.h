#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace atelier::cli {

/// What a command does once its arguments are known; returns the exit code, throws on failure.
using Action = std::function<int()>;

// Each adds one command to the application. When that command is on the command line, parsing sets
// `action`, which must outlive the application.
void add_train_command(CLI::App& application, Action& action);
void add_evaluate_command(CLI::App& application, Action& action);
void add_augment_command(CLI::App& application, Action& action);
void add_report_command(CLI::App& application, Action& action);
void add_convert_command(CLI::App& application, Action& action);
void add_predict_command(CLI::App& application, Action& action);
void add_prepare_command(CLI::App& application, Action& action);
void add_summary_command(CLI::App& application, Action& action);
void add_presets_command(CLI::App& application, Action& action);
void add_recipes_command(CLI::App& application, Action& action);

}  // namespace atelier::cli
