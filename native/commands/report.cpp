#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/data/fashion_mnist.h"
#include "atelier/io/file.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "report/gnuplot.h"
#include "report/page.h"
#include "report/plots.h"
#include "report/run_data.h"
#include "report/test_results.h"
#include "run_folder.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostExamples = 10'000;

struct Arguments {
  std::vector<std::string> runs;
  std::string out;
  std::size_t examples = 60;
  std::size_t threads = 0;
  std::string data_folder = default_data_folder();
};

/// The folder the report goes to, made if it is not there.
fs::path report_folder(const Arguments& arguments) {
  fs::path folder = arguments.out;
  if (folder.empty()) {
    folder = arguments.runs.size() == 1 ? fs::path(arguments.runs.front()) / "report"
                                        : new_run_folder("comparison");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw std::runtime_error(
        fmt::format("report: cannot make the folder {}: {}", folder.string(), error.message()));
  }
  return folder;
}

/// Writes a plot as NAME.svg and NAME.png; returns the first.
std::vector<std::uint8_t> save_plot(const fs::path& folder, const std::string& name,
                                    const Plot& plot) {
  std::vector<std::uint8_t> svg = draw_svg(plot);
  io::save_file(folder / (name + ".svg"), svg);
  io::save_file(folder / (name + ".png"), draw_png(plot));
  return svg;
}

int write_report(const Arguments& arguments) {
  require_gnuplot();  // Before the models are evaluated, which takes far longer.
  std::vector<RunData> runs;
  runs.reserve(arguments.runs.size());
  for (const std::string& folder : arguments.runs)
    runs.push_back(load_run(folder));
  const auto files = data::fashion_mnist::load(arguments.data_folder);
  const data::DatasetView images = files.test.view();
  ThreadPool pool(arguments.threads);
  std::vector<TestResults> results;
  results.reserve(runs.size());
  for (const RunData& run : runs)
    results.push_back(test(run.model, images, pool));

  const fs::path folder = report_folder(arguments);
  ReportPictures pictures = {.accuracy = save_plot(folder, "accuracy", accuracy_plot(runs)),
                             .loss = save_plot(folder, "loss", loss_plot(runs)),
                             .confusion = {}};
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string name = runs.size() == 1 ? "confusion" : fmt::format("confusion-{}", i + 1);
    pictures.confusion.push_back(save_plot(
        folder, name, confusion_plot(results[i].confusion, runs[i].model.info.class_names)));
  }
  const std::string page = report_page(runs, results, pictures, images, arguments.examples);
  const fs::path path = folder / "report.html";
  io::save_file(path, {reinterpret_cast<const std::uint8_t*>(page.data()), page.size()});
  print_line(fmt::format("saved {}", path.string()));
  return kSuccess;
}

constexpr const char* kFooter = R"(Examples:
  atelier report runs/classic-20260101-120000
  atelier report runs/plain runs/augmented --out runs/plain-and-augmented

The folder (for one run RUN/report, else runs/comparison-DATE-TIME) gets report.html, a
page that needs no other file, and its pictures: accuracy, loss and confusion, each as
SVG and PNG. Runs are named by their folders. gnuplot draws the pictures.)";

}  // namespace

void add_report_command(CLI::App& application, Action& action) {
  CLI::App* command =
      application.add_subcommand("report", "Write a report of trainings, with pictures");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("run", arguments->runs, "Folders made by `atelier train`")
      ->type_name("RUN")
      ->required();
  command->add_option("--out", arguments->out, "Folder for the report")->type_name("DIR");
  command
      ->add_option("--examples", arguments->examples,
                   "How many misclassified images to show of each run, at most")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{0}, kMostExamples).description(""))
      ->capture_default_str();
  add_data_option(*command, arguments->data_folder);
  add_threads_option(*command, arguments->threads);
  command->footer(kFooter);
  command->final_callback(
      [arguments, &action] { action = [arguments] { return write_report(*arguments); }; });
}

}  // namespace atelier::cli
