#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "atelier/base/grouped.h"
#include "atelier/data/fashion_mnist.h"
#include "atelier/io/model_file.h"
#include "atelier/nn/folding.h"
#include "atelier/train/calibrate.h"
#include "atelier/train/evaluation.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

using Json = nlohmann::ordered_json;
using ClassNames = std::vector<std::string>;

struct Arguments {
  std::string model;
  std::string data_folder = default_data_folder();
  std::size_t threads = 0;
  bool flip_averaging = false;
  bool json = false;
};

/// How the answers came about, wherever a result is told.
constexpr const char* kPlainMethod = "single view";
constexpr const char* kFlipMethod =
    "flip averaging: mean of the probabilities for the image and its mirror image";

void print_class_table(const train::ConfusionMatrix& confusion, const ClassNames& names) {
  print_line("class            precision   recall   images");
  for (std::size_t label = 0; label < names.size(); ++label) {
    print_line(fmt::format("{:>2} {:<14}{:>9.3f}{:>9.3f}{:>9}", label, names[label],
                           confusion.precision(label), confusion.recall(label),
                           grouped(confusion.images_of(label))));
  }
}

/// Ten classes take 77 columns. Classes are numbered at the top, since their names would not fit
/// there, and zeros are dots, so that the confusions stand out.
void print_confusion_matrix(const train::ConfusionMatrix& confusion, const ClassNames& names) {
  print_line("confusion matrix: a row for each true class, a column for each answer");
  std::string heading(17, ' ');
  for (std::size_t prediction = 0; prediction < names.size(); ++prediction) {
    heading += fmt::format("{:>6}", prediction);
  }
  print_line(heading);
  for (std::size_t label = 0; label < names.size(); ++label) {
    std::string row = fmt::format("{:>2} {:<14}", label, names[label]);
    for (std::size_t prediction = 0; prediction < names.size(); ++prediction) {
      const std::size_t count = confusion.count(label, prediction);
      row += count == 0 ? "     ." : fmt::format("{:>6}", count);
    }
    print_line(row);
  }
}

void print_json(const train::Evaluation& evaluation, double calibration_error,
                const ClassNames& names, const Arguments& arguments) {
  const train::ConfusionMatrix& confusion = evaluation.confusion();
  Json classes = Json::array();
  Json matrix = Json::array();
  for (std::size_t label = 0; label < names.size(); ++label) {
    classes.push_back({{"label", label},
                       {"class", names[label]},
                       {"precision", confusion.precision(label)},
                       {"recall", confusion.recall(label)},
                       {"images", confusion.images_of(label)}});
    Json row = Json::array();
    for (std::size_t prediction = 0; prediction < names.size(); ++prediction) {
      row.push_back(confusion.count(label, prediction));
    }
    matrix.push_back(row);
  }
  const Json json = {{"model", arguments.model},
                     {"method", arguments.flip_averaging ? kFlipMethod : kPlainMethod},
                     {"images", confusion.total()},
                     {"loss", evaluation.loss()},
                     {"accuracy", evaluation.accuracy()},
                     {"expected_calibration_error", calibration_error},
                     {"classes", classes},
                     {"confusion_matrix", matrix}};
  print_line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

int evaluate_model(const Arguments& arguments) {
  const io::Model model = load_model(arguments.model);
  const auto files = data::fashion_mnist::load(arguments.data_folder);
  ThreadPool pool(arguments.threads);
  nn::Network network = io::make_network(model, pool);
  const auto folded = nn::make_folded_network(network, pool);
  const train::Evaluation evaluation =
      train::evaluate(folded ? *folded : network, files.test.view(),
                      {.views = arguments.flip_averaging ? train::TestViews::kFlipAveraging
                                                         : train::TestViews::kPlain,
                       .keep_answers = true});
  const nn::Calibration calibration = model.info.calibration.value_or(nn::Calibration{});
  const double calibration_error = train::expected_calibration_error(
      {.probabilities = evaluation.answers().probabilities, .labels = files.test.view().labels},
      calibration);
  const ClassNames& names = model.info.class_names;
  if (arguments.json) {
    print_json(evaluation, calibration_error, names, arguments);
    return kSuccess;
  }
  print_line(fmt::format("{} test images{}: loss {:.4f}, accuracy {:.4f}",
                         grouped(evaluation.images_done()),
                         arguments.flip_averaging ? " with flip averaging" : "", evaluation.loss(),
                         evaluation.accuracy()));
  if (arguments.flip_averaging)
    print_line(fmt::format("({})", kFlipMethod));
  print_line(fmt::format("expected calibration error {:.4f} at temperature {:.2f}",
                         calibration_error, calibration.temperature));
  print_line("");
  print_class_table(evaluation.confusion(), names);
  print_line("");
  print_confusion_matrix(evaluation.confusion(), names);
  return kSuccess;
}

constexpr const char* kFooter =
    R"(Precision: of the images answered with a class, the share that is of it. Recall: of the
images of a class, the share answered with it.

With --flip-averaging each image is classified twice, as it is and mirrored, and the two
answers' probabilities are averaged. The output says so, since such a result does not
compare with a plain one.

The expected calibration error is the mean difference between how certain answers are and
how many of them are right (Guo et al. 2017, 15 ranges), with the temperature that was fitted
when the model was trained; 1 where none was.

With --json, one object: model, method (in words), images, loss, accuracy,
expected_calibration_error, classes (label, class, precision, recall, images) and
confusion_matrix (rows: true classes; columns: answers).)";

}  // namespace

void add_evaluate_command(CLI::App& application, Action& action) {
  CLI::App* command = application.add_subcommand(
      "evaluate", "Measure a model on Fashion-MNIST's 10,000 test images");
  const auto arguments = std::make_shared<Arguments>();
  add_model_option(*command, arguments->model);
  add_data_option(*command, arguments->data_folder);
  add_threads_option(*command, arguments->threads);
  command->add_flag("--flip-averaging", arguments->flip_averaging,
                    "Average the answers for the image and its mirror image");
  command->add_flag("--json", arguments->json, "Print JSON, for scripts");
  command->footer(kFooter);
  command->final_callback(
      [arguments, &action] { action = [arguments] { return evaluate_model(*arguments); }; });
}

}  // namespace atelier::cli
