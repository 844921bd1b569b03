#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atelier/data/dataset.h"

#include "report/run_data.h"
#include "report/test_results.h"

namespace atelier::cli {

/// The pictures of a report, as SVG files.
struct ReportPictures {
  std::vector<std::uint8_t> accuracy;
  std::vector<std::uint8_t> loss;
  std::vector<std::vector<std::uint8_t>> confusion;  ///< One a run.
};

/// The whole report as one HTML page that needs no other file.
///
/// @param results  one for each run.
/// @param images   the test images.
/// @param examples how many misclassified images are shown for each run, at most.
std::string report_page(std::span<const RunData> runs, std::span<const TestResults> results,
                        const ReportPictures& pictures, const data::DatasetView& images,
                        std::size_t examples);

}  // namespace atelier::cli
