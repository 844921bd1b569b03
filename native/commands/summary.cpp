#include <memory>
#include <string>

#include "atelier/nn/network_spec.h"

#include "commands.h"
#include "exit_code.h"
#include "inputs.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

int summarize(const std::string& name) {
  const nn::NetworkSpec network =
      name.ends_with(".safetensors") ? load_model(name).network : named_network(name);
  std::string table = nn::summary_table(network);
  while (table.ends_with('\n'))
    table.pop_back();
  print_line(table);
  return kSuccess;
}

}  // namespace

void add_summary_command(CLI::App& application, Action& action) {
  CLI::App* command = application.add_subcommand(
      "summary", "Show a network's layers, output shapes and numbers of parameters");
  const auto name = std::make_shared<std::string>();
  command
      ->add_option("network", *name,
                   "A preset, a network in a JSON file, or a trained model (.safetensors)")
      ->type_name("PRESET|FILE")
      ->required();
  command->footer("Examples:\n  atelier summary two-block\n  atelier summary my-network.json");
  command->final_callback([name, &action] { action = [name] { return summarize(*name); }; });
}

}  // namespace atelier::cli
