#include "run_data.h"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

#include "atelier/data/fashion_mnist.h"

#include "inputs.h"
#include "run_record.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;
namespace fashion_mnist = data::fashion_mnist;

train::NeededImages images_of(const RunRecord& record, const fs::path& folder) {
  try {
    return train::needed_images(record.options, fashion_mnist::kTrainingCount,
                                fashion_mnist::kValidationCount);
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(fmt::format("{}: {}", (folder / kRecordName).string(), error.what()));
  }
}

}  // namespace

RunData load_run(const fs::path& folder) {
  RunRecord record = load_run_record(folder);
  // "runs/plain/" has no file name of its own.
  const fs::path plain = fs::absolute(folder / ".").lexically_normal().parent_path();
  return {.name = plain.filename().string(),
          .command = std::move(record.recorded_command),
          .started = std::move(record.started),
          .images = images_of(record, folder),
          .history = load_history(folder / "history.jsonl"),
          .model = load_model(folder)};
}

}  // namespace atelier::cli
