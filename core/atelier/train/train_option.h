#pragma once

#include <span>
#include <string>
#include <string_view>

#include "atelier/train/range.h"
#include "atelier/train/train_options.h"

namespace atelier::train {

/// What an option's value looks like.
enum class OptionType {
  kWhole,   ///< A whole number, or one of a few words.
  kNumber,  ///< A number.
  kWord,    ///< One of a few words.
  kSwitch,  ///< true or false.
};

/// Where an option's value lies in TrainOptions: how to read it and to write it as a number, which
/// a double holds exactly; a word's or a switch's as well.
struct OptionPlace {
  double (*get)(const TrainOptions& options) = nullptr;
  void (*set)(TrainOptions& options, double value) = nullptr;
};

/// A word that an option takes, and the number that its place has for it.
struct OptionWord {
  std::string_view text;
  double value = 0;
};

/// One option of TrainOptions as files, the command line and the page know it; see option_list.h.
struct TrainOption {
  std::string_view key;       ///< "batch_size"; on the command line --batch-size.
  std::string_view group;     ///< Of the options it is listed with: "Training".
  std::string_view sentence;  ///< What it does; empty in WebAssembly.
  OptionType type = OptionType::kNumber;
  Range range = {};  ///< Of numbers.
  std::span<const OptionWord> words = {};

  OptionPlace place;

  /// Whether the option has a meaning beside the others: a momentum has none for Adam.
  bool (*applies)(const TrainOptions& options) = [](const TrainOptions&) { return true; };
  std::string_view applies_to = {};  ///< In words: "sgd"; empty if it always applies.

  double get(const TrainOptions& options) const { return place.get(options); }
  void set(TrainOptions& options, double value) const { place.set(options, value); }

  /// "a whole number from 1 to 100000, or never": what a value must be, for messages and help.
  std::string expectation() const;

  /// The value as text: "0.001", "adam", "true".
  std::string text(const TrainOptions& options) const;

  /// Sets the value from such text. Throws std::invalid_argument: "must be a whole number from 1 to
  /// 4096, not 5000".
  void set_text(TrainOptions& options, std::string_view text) const;
};

}  // namespace atelier::train
