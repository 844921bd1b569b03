#include "page.h"

#include <algorithm>
#include <fmt/format.h>

#include "atelier/base/grouped.h"
#include "atelier/train/diagnosis.h"

#include "png.h"
#include "report/diagnosis.h"
#include "report/html.h"
#include "report/plots.h"
#include "report/style.h"
#include "text.h"

namespace atelier::cli {
namespace {

constexpr std::size_t kNamedConfusions = 8;

std::string svg_figure(std::span<const std::uint8_t> svg, const std::string& alternative,
                       const std::string& caption) {
  return fmt::format(
      "<figure class=\"card\"><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>\n",
      data_uri("image/svg+xml", svg), escaped(alternative), escaped(caption));
}

std::string paragraph(const std::string& text) {
  return fmt::format("<p>{}</p>\n", escaped(text));
}

std::string run_title(const RunData& run, std::size_t number) {
  return fmt::format("<span class=\"swatch\" style=\"background:{}\"></span>{}", run_colour(number),
                     escaped(run.name));
}

std::string overview(std::span<const RunData> runs, std::span<const TestResults> results) {
  std::string rows;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunData& run = runs[i];
    const train::Diagnosis diagnosis = train::diagnose(run.history);
    double seconds = 0;
    for (const train::EpochRecord& epoch : run.history)
      seconds += epoch.seconds;
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "<td>{}</td><td>{}</td><td><strong>{:.2f} %</strong></td></tr>\n",
        run_title(run, i), escaped(run.model.network.name),
        grouped(nn::trainable_parameter_count(run.model.network)),
        grouped(run.images.training.count),
        run.images.validation.count > 0 ? grouped(run.images.validation.count) : "-",
        run.history.back().epoch,
        diagnosis.best ? fmt::format("{}", run.history[*diagnosis.best].epoch) : "-",
        duration(seconds), 100 * results[i].confusion.accuracy());
  }
  return "<div class=\"card\"><table><thead><tr><th scope=\"col\">Run</th>"
         "<th scope=\"col\">Network</th><th scope=\"col\">Parameters</th>"
         "<th scope=\"col\">Training images</th><th scope=\"col\">Validation images</th>"
         "<th scope=\"col\">Epochs</th><th scope=\"col\">Best epoch</th>"
         "<th scope=\"col\">Training time</th><th scope=\"col\">Test accuracy</th></tr></thead>"
         "<tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string curves(std::span<const RunData> runs, const ReportPictures& pictures) {
  std::string html = "<h2>Learning curves</h2>\n";
  html += svg_figure(pictures.accuracy, "Accuracy by epoch",
                     "Accuracy by epoch. Dashed: training; solid: validation; ring: the best "
                     "epoch, the one with the lowest validation loss.");
  html += svg_figure(pictures.loss, "Loss by epoch", "Loss by epoch, the same way.");
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs.size() > 1)
      html += fmt::format("<h3>{}</h3>\n", run_title(runs[i], i));
    for (const std::string& sentence : in_words(runs[i].history))
      html += paragraph(sentence);
  }
  return html + fmt::format("<p class=\"soft small\">{}</p>\n", escaped(overfitting_rule()));
}

std::string class_table(const train::ConfusionMatrix& confusion,
                        const std::vector<std::string>& names) {
  std::string rows;
  for (std::size_t label = 0; label < names.size(); ++label) {
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{:.3f}</td><td>{:.3f}</td><td>{:.3f}</td><td>{}</td>"
        "</tr>\n",
        escaped(names[label]), confusion.precision(label), confusion.recall(label),
        confusion.f1(label), grouped(confusion.images_of(label)));
  }
  return "<div class=\"card\"><table><thead><tr><th scope=\"col\">Class</th>"
         "<th scope=\"col\">Precision</th><th scope=\"col\">Recall</th><th scope=\"col\">F1</th>"
         "<th scope=\"col\">Images</th></tr></thead><tbody>\n" +
         rows +
         "</tbody></table><p class=\"soft small\" style=\"margin:0.75rem 0 0\">Precision: of the "
         "images answered with a class, the share that is of it. Recall: of the images of a class, "
         "the share answered with it. F1: their harmonic mean.</p></div>\n";
}

std::string named_confusions(const train::ConfusionMatrix& confusion,
                             const std::vector<std::string>& names) {
  std::string items;
  for (const train::Confusion& kind : train::frequent_confusions(confusion)) {
    items += fmt::format("<li>{} taken for {}: {} of its images ({:.1f} %)</li>\n",
                         escaped(names[kind.label]), escaped(names[kind.prediction]),
                         grouped(kind.count), 100 * kind.share);
    if (static_cast<std::size_t>(std::ranges::count(items, '\n')) == kNamedConfusions)
      break;
  }
  if (items.empty())
    return paragraph("Nothing was confused.");
  return "<h3>Most frequent confusions</h3>\n<ol class=\"confusions\">\n" + items + "</ol>\n";
}

std::string mistake_figure(const train::Mistake& mistake, const data::DatasetView& images,
                           const std::vector<std::string>& names) {
  const std::size_t height = images.image_shape[0];
  const std::size_t width = images.image_shape[1];
  const std::vector<std::uint8_t> png =
      png_of(images.pixels.subspan(mistake.index * height * width, height * width), width, height);
  const std::string& truth = names[mistake.label];
  const std::string& answer = names[mistake.prediction];
  return fmt::format(
      "<figure><img src=\"{}\" alt=\"Test image {}\" title=\"Test image {}\"><figcaption>"
      "<span class=\"answer\">{} {:.1f} %</span><span class=\"truth\">is {} ({:.1f} %)</span>"
      "</figcaption></figure>\n",
      data_uri("image/png", png), mistake.index, mistake.index, escaped(answer),
      100 * mistake.probability, escaped(truth), 100 * mistake.label_probability);
}

std::string test_section(const RunData& run, std::size_t number, const TestResults& results,
                         std::span<const std::uint8_t> confusion_svg,
                         const data::DatasetView& images, std::size_t examples, bool alone) {
  const std::vector<std::string>& names = run.model.info.class_names;
  std::string html = alone
                         ? "<h2>On the test images</h2>\n"
                         : fmt::format("<h2>{} on the test images</h2>\n", run_title(run, number));
  html += paragraph(
      fmt::format("{} of {} test images are answered rightly: accuracy {:.2f} %, "
                  "loss {:.4f}. The weights are those in model.safetensors.",
                  grouped(images.size() - results.mistakes.size()), grouped(images.size()),
                  100 * results.confusion.accuracy(), results.loss));
  html += svg_figure(confusion_svg, "Confusion matrix",
                     "Confusion matrix: a row for each true class, a column for each answer.");
  html += class_table(results.confusion, names);
  html += named_confusions(results.confusion, names);
  const std::size_t shown = std::min(examples, results.mistakes.size());
  if (shown > 0) {
    html += fmt::format(
        "<h3>Misclassified, the most confident first</h3>\n<p class=\"soft\">{} of {}. In red what "
        "the network says and how probable it holds that; below, what it is.</p>\n"
        "<div class=\"mistakes\">\n",
        shown, grouped(results.mistakes.size()));
    for (std::size_t i = 0; i < shown; ++i)
      html += mistake_figure(results.mistakes[i], images, names);
    html += "</div>\n";
  }
  return html;
}

std::string origins(std::span<const RunData> runs) {
  std::string html = "<h2>How to repeat it</h2>\n";
  for (std::size_t i = 0; i < runs.size(); ++i) {
    html += fmt::format("<p>{}{}</p>\n", run_title(runs[i], i),
                        runs[i].started.empty() ? "" : ", started " + escaped(runs[i].started));
    if (!runs[i].command.empty())
      html += fmt::format("<p><code>{}</code></p>\n", escaped(runs[i].command));
  }
  return html;
}

}  // namespace

std::string report_page(std::span<const RunData> runs, std::span<const TestResults> results,
                        const ReportPictures& pictures, const data::DatasetView& images,
                        std::size_t examples) {
  std::string title = runs.size() == 1 ? "Training report: " : "Comparison: ";
  for (std::size_t i = 0; i < runs.size(); ++i)
    title += (i > 0 ? ", " : "") + runs[i].name;

  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n"
      "<p class=\"soft\">Atelier {} on Fashion-MNIST, tested on {} images.</p>\n",
      escaped(title), kReportStyle, escaped(title), ATELIER_VERSION, grouped(images.size()));
  html += overview(runs, results);
  html += curves(runs, pictures);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    html += test_section(runs[i], i, results[i], pictures.confusion[i], images, examples,
                         runs.size() == 1);
  }
  html += origins(runs);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace atelier::cli
