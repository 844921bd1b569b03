#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atelier::cli {

/// A plot for gnuplot: what it is to draw, without a terminal or an output.
struct Plot {
  std::string commands;
  std::size_t width = 0;  ///< In CSS pixels.
  std::size_t height = 0;
};

/// Throws std::runtime_error where gnuplot cannot be run: that it is not installed and what to do,
/// or why.
void require_gnuplot();

/// The plot as a file's bytes. Both throw as require_gnuplot does, or what gnuplot says of the
/// plot.
std::vector<std::uint8_t> draw_svg(const Plot& plot);
std::vector<std::uint8_t> draw_png(const Plot& plot);  ///< Two pixels for each CSS pixel.

/// Text as gnuplot takes it: in single quotes, within which it replaces nothing.
std::string gnuplot_text(std::string_view text);

}  // namespace atelier::cli
