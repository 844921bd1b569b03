#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <new>
#include <string>
#include <vector>

#include "commands/commands.h"
#include "exit_code.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

constexpr const char* kDescription =
    "Atelier trains and runs small image classifiers, on the CPU. Its first subject is\n"
    "Fashion-MNIST: ten kinds of clothing, 28x28 pixels.";

constexpr const char* kFooter = R"(Examples:
  atelier recipes                              which trainings there are
  atelier train classic --epochs 5             do one; the model lands in runs/
  atelier train --network my-network.json      train your own
  atelier report runs/...                      pictures and figures of a training
  atelier evaluate --model runs/.../model.safetensors
  atelier predict --model runs/.../model.safetensors photo.jpg drawing.png

Every command has its own help: atelier train --help

Exit codes:
    0  done
    1  something failed, and a line on standard error says what; for `predict`, with
       one picture at least, while the others were answered
    2  the command line makes no sense; nothing was done
  130  interrupted by Ctrl-C (143: by SIGTERM); `train` has saved its best weights)";

/// One line on standard error, whatever the message holds.
void report(std::string message) {
  std::replace(message.begin(), message.end(), '\n', ' ');
  say("atelier: " + message);
}

/// The command that is being parsed; the application itself before there is one.
const CLI::App& active(const CLI::App& application) {
  const auto commands = application.get_subcommands();
  return commands.empty() ? application : *commands.front();
}

/// What could have been given instead: the commands, or the options of a command.
std::string known(const CLI::App& application) {
  std::vector<std::string> names;
  if (&active(application) == &application) {
    for (const CLI::App* command : application.get_subcommands(nullptr)) {
      names.push_back(command->get_name());
    }
    return fmt::format("known commands: {}", fmt::join(names, ", "));
  }
  for (const CLI::Option* option : active(application).get_options()) {
    if (option->nonpositional())
      names.push_back(option->get_name());
  }
  return fmt::format("known options: {}", fmt::join(names, ", "));
}

/// A parsing error in one sentence, with what to do.
std::string explain(const CLI::App& application, const CLI::ParseError& error) {
  const CLI::App& command = active(application);
  const std::string where = &command == &application ? "" : command.get_name() + ": ";
  // A word that is no command is left over, but its absence is what CLI11 notices first.
  const std::vector<std::string> unknown = application.remaining(true);
  const bool is_extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  if (is_extra || (&command == &application && !unknown.empty())) {
    return fmt::format("{}unknown argument {}; {}", where, fmt::join(unknown, " "),
                       known(application));
  }
  if (&command == &application)
    return fmt::format("no command given; {}", known(application));
  return fmt::format("{}{} (see atelier {} --help)", where, error.what(), command.get_name());
}

int run(int argc, char** argv) {
  CLI::App application(kDescription, "atelier");
  application.footer(kFooter);
  application.set_version_flag("--version", "atelier " ATELIER_VERSION,
                               "Print the version and exit");
  application.require_subcommand(1);
  application.get_formatter()->column_width(32);

  Action action;
  add_train_command(application, action);
  add_evaluate_command(application, action);
  add_augment_command(application, action);
  add_report_command(application, action);
  add_convert_command(application, action);
  add_predict_command(application, action);
  add_prepare_command(application, action);
  add_summary_command(application, action);
  add_presets_command(application, action);
  add_recipes_command(application, action);

  try {
    application.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return application.exit(asked);
  } catch (const CLI::ParseError& error) {
    report(explain(application, error));
    return kUsageError;
  }
  return action();
}

int run_and_report(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const UsageError& error) {
    report(error.what());
    return kUsageError;
  } catch (const std::bad_alloc&) {
    report("not enough memory");
  } catch (const std::exception& error) {
    report(error.what());
  }
  return kFailure;
}

}  // namespace
}  // namespace atelier::cli

int main(int argc, char** argv) {
  return atelier::cli::run_and_report(argc, argv);
}
