#include <fmt/format.h>
#include <memory>
#include <string>

#include "atelier/base/grouped.h"
#include "atelier/io/file.h"
#include "atelier/io/model_file.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

struct Arguments {
  std::string model;
  std::string out;
  bool half = false;
};

int convert_model(const Arguments& arguments) {
  const io::Model model = load_model(arguments.model);
  ThreadPool pool(1);
  const auto bytes =
      io::write_model(io::make_network(model, pool), model.info,
                      arguments.half ? io::Precision::kHalf : io::Precision::kSingle);
  io::save_file(arguments.out, bytes);
  print_line(fmt::format("{}: {} bytes", arguments.out, grouped(bytes.size())));
  return kSuccess;
}

constexpr const char* kFooter =
    R"(A model in half precision takes half the bytes; its weights are rounded to 11 significant
bits, which moves accuracies by a few hundredths of a point. Every command reads both.)";

}  // namespace

void add_convert_command(CLI::App& application, Action& action) {
  CLI::App* command =
      application.add_subcommand("convert", "Save a model anew, in single or half precision");
  const auto arguments = std::make_shared<Arguments>();
  add_model_option(*command, arguments->model);
  command->add_option("--out", arguments->out, "Where to save it")->required();
  command->add_flag("--half", arguments->half, "Save weights in half precision");
  command->footer(kFooter);
  command->final_callback(
      [arguments, &action] { action = [arguments] { return convert_model(*arguments); }; });
}

}  // namespace atelier::cli
