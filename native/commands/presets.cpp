#include "atelier/nn/presets.h"

#include <algorithm>
#include <fmt/format.h>

#include "atelier/base/grouped.h"

#include "commands.h"
#include "exit_code.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

int list_presets() {
  std::size_t width = 0;
  for (const nn::Preset& preset : nn::presets())
    width = std::max(width, preset.name.size());
  print_line(fmt::format("{:<{}}  {:>10}  {}", "name", width, "parameters", "description"));
  for (const nn::Preset& preset : nn::presets()) {
    print_line(fmt::format("{:<{}}  {:>10}  {}", preset.name, width,
                           grouped(nn::trainable_parameter_count(nn::preset(preset.name))),
                           preset.description));
  }
  return kSuccess;
}

}  // namespace

void add_presets_command(CLI::App& application, Action& action) {
  CLI::App* command =
      application.add_subcommand("presets", "List the networks that come with Atelier");
  command->final_callback([&action] { action = list_presets; });
}

}  // namespace atelier::cli
