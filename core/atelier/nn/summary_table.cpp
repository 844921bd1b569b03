#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

#include "atelier/base/grouped.h"
#include "atelier/nn/layer_description.h"
#include "atelier/nn/network_spec.h"

namespace atelier::nn {

namespace {

constexpr std::size_t kColumns = 3;
using Row = std::array<std::string, kColumns>;

/// As Keras writes it: "(None, 26, 26, 28)", None being the batch.
std::string output_shape_text(const Shape& shape) {
  std::string text = "(None";
  for (const std::size_t size : shape)
    text += ", " + std::to_string(size);
  return text + ")";
}

/// As Keras writes it: "488.00 B", "4.10 KB", "1.51 MB".
std::string size_text(std::size_t parameters) {
  constexpr double kUnit = 1024;
  const auto bytes = static_cast<double>(parameters * sizeof(float));
  if (bytes < kUnit)
    return fmt::format("{:.2f} B", bytes);
  if (bytes < kUnit * kUnit)
    return fmt::format("{:.2f} KB", bytes / kUnit);
  return fmt::format("{:.2f} MB", bytes / (kUnit * kUnit));
}

std::string total_line(std::string_view what, std::size_t parameters) {
  return fmt::format("{} params: {} ({})\n", what, grouped(parameters), size_text(parameters));
}

}  // namespace

std::string summary_table(const NetworkSpec& spec) {
  std::vector<Row> rows = {{"Layer (type)", "Output Shape", "Param #"}};
  std::size_t total = 0;
  for (const LayerDescription& layer : describe(spec)) {
    std::size_t count = 0;
    for (const Parameter& parameter : layer.parameters)
      count += parameter.shape.element_count();
    rows.push_back({layer.name + " (" + std::string(layer.kind.title) + ")",
                    output_shape_text(layer.output), grouped(count)});
    total += count;
  }

  std::array<std::size_t, kColumns> widths{};
  for (const Row& row : rows) {
    for (std::size_t column = 0; column < kColumns; ++column) {
      widths[column] = std::max(widths[column], row[column].size());
    }
  }
  constexpr std::size_t kGap = 3;
  const std::size_t width = 1 + widths[0] + kGap + widths[1] + kGap + widths[2];
  const std::string rule(width, '_');
  const std::string double_rule(width, '=');

  std::string text = fmt::format("Model: \"{}\"\n{}\n", spec.name, rule);
  for (const Row& row : rows) {
    text += fmt::format(" {:<{}}   {:<{}}   {:>{}}\n", row[0], widths[0], row[1], widths[1], row[2],
                        widths[2]);
    if (&row == &rows.front())
      text += double_rule + "\n";
  }
  const std::size_t trainable = trainable_parameter_count(spec);
  text += double_rule + "\n" + total_line("Total", total) + total_line("Trainable", trainable) +
          total_line("Non-trainable", total - trainable) + rule + "\n";
  return text;
}

}  // namespace atelier::nn
