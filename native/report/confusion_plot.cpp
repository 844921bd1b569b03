#include <cstddef>
#include <fmt/format.h>

#include "report/plots.h"

namespace atelier::cli {
namespace {

constexpr const char* kStyle = R"(set encoding utf8
unset key
unset colorbox
unset border
set palette defined (0 '#fffefb', 0.02 '#eef3f2', 0.1 '#c3dadd', 0.5 '#4c93a3', 1 '#0b5a6c')
set cbrange [0:1]
set tics scale 0 textcolor rgb '#1b1d1f'
set ylabel 'true class' textcolor rgb '#575a5c'
set label 'answer' at screen 0.52,0.96 center textcolor rgb '#575a5c'
set tmargin 6.5
set rmargin 8
unset xtics
)";

/// 'T-shirt/top' 0, 'Trouser' 1, ...
std::string tics(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += fmt::format("{}{} {}", i > 0 ? ", " : "", gnuplot_text(names[i]), i);
  return text;
}

}  // namespace

Plot confusion_plot(const train::ConfusionMatrix& confusion,
                    const std::vector<std::string>& class_names) {
  const std::size_t classes = confusion.class_count();
  std::string cells;
  for (std::size_t label = 0; label < classes; ++label) {
    const std::size_t images = confusion.images_of(label);
    for (std::size_t prediction = 0; prediction < classes; ++prediction) {
      const std::size_t count = confusion.count(label, prediction);
      const double share =
          images == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(images);
      // Column, row, share, what is written there (a dot for nothing, so that the rest stands out),
      // and its colour.
      cells += fmt::format("{} {} {:.4f} {} {}\n", prediction, label, share,
                           count == 0 ? "\xc2\xb7" : fmt::format("{}", count),
                           share > 0.35 ? "0xffffff" : "0x1b1d1f");
    }
  }
  const std::string columns = fmt::format("[-0.5:{}.5]", classes - 1);
  const std::string rows = fmt::format("[{}.5:-0.5]", classes - 1);  // The first class at the top.
  return {.commands = fmt::format(
              "{}$cells << END\n{}END\nset xrange {}\nset x2range {}\nset yrange {}\n"
              "set x2tics ({}) rotate by 35 left\nset ytics ({})\n"
              "plot $cells using 1:2:3 with image pixels, "
              "$cells using 1:2:4:5 with labels textcolor rgb variable\n",
              kStyle, cells, columns, columns, rows, tics(class_names), tics(class_names)),
          .width = 700,
          .height = 560};
}

}  // namespace atelier::cli
