#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "atelier/train/train_option.h"

namespace atelier::cli {

/// The flags for a training's options: one for each of train::train_option_list.
class TrainingFlags {
 public:
  /// Adds the flags to a command, in groups, each with its sentence and range; only those of
  /// `group`, if one is named. What parsing finds out of range is the command's error. This object
  /// must outlive the command.
  void add_to(CLI::App& command, std::string_view group = {});

  /// Whether the flag of an option was given: "epochs".
  bool given(std::string_view key) const;
  bool any_given() const { return !given_.empty(); }

  /// `options` with what was given instead. Throws UsageError that names the flag which does not
  /// apply beside the others, or the options that exclude each other.
  train::TrainOptions applied_to(train::TrainOptions options) const;

 private:
  struct Given {
    const train::TrainOption* option;
    std::string text;
  };

  std::string command_;  ///< Its name, for messages.
  std::vector<Given> given_;
};

/// The flags that give all options that apply, for a command line that repeats a training: "
/// --epochs 5 --batch-size 128 ...".
std::string training_flags(const train::TrainOptions& options);

}  // namespace atelier::cli
