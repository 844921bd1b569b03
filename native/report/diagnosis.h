#pragma once

#include <span>
#include <string>
#include <vector>

#include "atelier/train/history.h"

namespace atelier::cli {

/// What train::diagnose finds, as sentences for people: the best epoch, the gap between training
/// and validation there and at the end, where overfitting began.
std::vector<std::string> in_words(std::span<const train::EpochRecord> history);

/// The rule by which overfitting is found, as a sentence.
std::string overfitting_rule();

}  // namespace atelier::cli
