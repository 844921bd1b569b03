#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <optional>

#include "atelier/train/diagnosis.h"

#include "report/plots.h"

namespace atelier::cli {
namespace {

/// Petrol and ochre as on the page, then hues that differ in lightness as well.
constexpr std::array<const char*, 6> kColours = {"#0b5a6c", "#c46a00", "#7a3b8f",
                                                 "#3f7d20", "#a3271b", "#575a5c"};

constexpr const char* kStyle = R"(set encoding utf8
set border 1 linecolor rgb '#86857c' linewidth 1
set tics nomirror textcolor rgb '#575a5c'
set xtics out scale 0.5
set ytics scale 0
set grid ytics linetype 1 linecolor rgb '#e3e1d8' linewidth 1
set xlabel 'epoch' textcolor rgb '#575a5c'
set key tmargin left Left reverse vertical samplen 2.5 width 1 textcolor rgb '#1b1d1f'
set lmargin 8
set rmargin 3
)";

struct Measure {
  std::string axis;
  double scale;
  double train::EpochRecord::* training;
  std::optional<double> train::EpochRecord::* validation;
};

/// The data of one run: epoch, training, validation ("-" where there was none).
std::string data_block(const RunData& run, std::size_t number, const Measure& measure) {
  std::string block = fmt::format("$run{} << END\n", number);
  for (const train::EpochRecord& epoch : run.history) {
    const std::optional<double> validation = epoch.*measure.validation;
    block += fmt::format("{} {} {}\n", epoch.epoch, measure.scale * epoch.*measure.training,
                         validation ? fmt::format("{}", measure.scale * *validation) : "-");
  }
  return block + "END\n";
}

std::string curve(std::size_t number, int column, const std::string& style,
                  const std::string& title) {
  return fmt::format("$run{} using 1:{} with {} title {}", number, column, style,
                     gnuplot_text(title));
}

Plot curves_plot(std::span<const RunData> runs, const Measure& measure) {
  std::string data;
  std::string curves;
  std::size_t epochs = 1;
  for (std::size_t number = 0; number < runs.size(); ++number) {
    const RunData& run = runs[number];
    epochs = std::max(epochs, run.history.back().epoch);
    data += data_block(run, number, measure);
    const std::string colour = run_colour(number);
    const train::Diagnosis diagnosis = train::diagnose(run.history);
    std::string validation = run.name + ", validation";
    if (diagnosis.best) {
      const train::EpochRecord& best = run.history[*diagnosis.best];
      validation += fmt::format(" (best epoch: {})", best.epoch);
      data += fmt::format("$best{} << END\n{} {}\nEND\n", number, best.epoch,
                          measure.scale * (best.*measure.validation).value_or(0));
    }
    curves +=
        (number > 0 ? ", " : "") +
        curve(number, 2,
              fmt::format("linespoints linewidth 1.5 dashtype (9,6) pointtype 7 pointsize 0.2 "
                          "linecolor rgb '{}'",
                          "#90" + colour.substr(1)),
              run.name + ", training") +
        ", " +
        curve(number, 3,
              fmt::format("linespoints linewidth 2.4 pointtype 7 pointsize 0.2 linecolor rgb "
                          "'{}'",
                          colour),
              validation);
    if (diagnosis.best) {
      // A ring: a point in the run's colour, and one of the ground's within.
      for (const auto& [size, fill] :
           {std::pair{1.3, colour}, std::pair{0.7, std::string("#fffefb")}}) {
        curves += fmt::format(
            ", $best{} using 1:2 with points pointtype 7 pointsize {} linecolor rgb "
            "'{}' notitle",
            number, size, fill);
      }
    }
  }
  // Two runs side by side in the key, each with its two lines, if their names leave the room.
  constexpr std::size_t kLongestBeside = 14;
  const bool beside = std::ranges::all_of(
      runs, [](const RunData& run) { return run.name.size() <= kLongestBeside; });
  const std::size_t key_rows = beside ? 2 * ((runs.size() + 1) / 2) : 2 * runs.size();
  // A single epoch is a point in the middle.
  const std::string range = epochs == 1 ? "set xrange [0:2]\nset xtics 1\n"
                                        : fmt::format("set xrange [1:{}]\n{}", epochs,
                                                      epochs <= 15 ? "set xtics 1\n" : "");
  return {
      .commands = fmt::format("{}set datafile missing '-'\nset ylabel {} textcolor rgb "
                              "'#575a5c'\nset key maxrows {}\n{}{}plot {}\n",
                              kStyle, gnuplot_text(measure.axis), key_rows, range, data, curves),
      .width = 860,
      .height = 360 + 20 * key_rows};
}

}  // namespace

std::string run_colour(std::size_t index) {
  return kColours[index % kColours.size()];
}

Plot accuracy_plot(std::span<const RunData> runs) {
  return curves_plot(runs, {.axis = "accuracy (%)",
                            .scale = 100,
                            .training = &train::EpochRecord::training_accuracy,
                            .validation = &train::EpochRecord::validation_accuracy});
}

Plot loss_plot(std::span<const RunData> runs) {
  return curves_plot(runs, {.axis = "loss (cross-entropy, nats)",
                            .scale = 1,
                            .training = &train::EpochRecord::training_loss,
                            .validation = &train::EpochRecord::validation_loss});
}

}  // namespace atelier::cli
