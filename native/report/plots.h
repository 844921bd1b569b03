#pragma once

#include <span>
#include <string>
#include <vector>

#include "atelier/train/confusion_matrix.h"

#include "report/gnuplot.h"
#include "report/run_data.h"

namespace atelier::cli {

/// The colour of run number `index` in all pictures, as "#0b5a6c".
std::string run_colour(std::size_t index);

/// Training (dashed) and validation (solid) by epoch, all runs on the same axes, each run's best
/// epoch marked.
Plot accuracy_plot(std::span<const RunData> runs);
Plot loss_plot(std::span<const RunData> runs);

/// A square for each pair of true class (rows) and answer (columns), with its count, the darker the
/// larger its share of the row.
Plot confusion_plot(const train::ConfusionMatrix& confusion,
                    const std::vector<std::string>& class_names);

}  // namespace atelier::cli
