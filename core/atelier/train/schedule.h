#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>

#include "atelier/train/range.h"

namespace atelier::train {

/// How the learning rate changes while a network is trained. The optimizer's learning rate is the
/// highest one.
enum class ScheduleKind {
  kConstant,
  kStep,      ///< Times `factor` after every `every` epochs.
  kCosine,    ///< Down to `final_fraction` along half a cosine (Loshchilov and Hutter 2017, without
              ///< restarts).
  kOneCycle,  ///< Up from `initial_fraction` in the first `warm_up` of all steps, then down to
              ///< `final_fraction` (Smith 2018), at the same steps as PyTorch's OneCycleLR.
  kReduceOnPlateau,  ///< Times `factor` whenever the validation loss has not fallen for `every`
                     ///< epochs.
};

/// In the order of ScheduleKind.
inline constexpr std::array<std::string_view, 5> kScheduleNames = {
    "constant", "step", "cosine", "one-cycle", "reduce-on-plateau"};

/// The way down of a one-cycle schedule.
enum class Anneal {
  kLinear,
  kCosine,
};

/// In the order of Anneal.
inline constexpr std::array<std::string_view, 2> kAnnealNames = {"linear", "cosine"};

struct ScheduleOptions {
  ScheduleKind kind = ScheduleKind::kConstant;
  std::size_t every = 5;            ///< Step, reduce on plateau: epochs, at least 1.
  float factor = 0.1F;              ///< Step, reduce on plateau: above 0 and below 1.
  float warm_up = 0.25F;            ///< One-cycle: share of all steps, 0 to below 1.
  float initial_fraction = 0.04F;   ///< One-cycle: of the learning rate, 0 to 1.
  float final_fraction = 0.01F;     ///< Cosine, one-cycle: of the learning rate, 0 to 1.
  Anneal anneal = Anneal::kLinear;  ///< One-cycle.
};

inline constexpr Range kScheduleEveryRange = {.low = 1, .high = 100'000};
inline constexpr Range kScheduleFactorRange = {
    .low = 0, .high = 1, .above_low = true, .below_high = true};
inline constexpr Range kWarmUpRange = kZeroToBelowOne;
inline constexpr Range kFractionRange = kZeroToOne;

/// Throws std::invalid_argument that names the option and its range.
void check(const ScheduleOptions& options);

/// The share of the learning rate that a step takes, 0 to 1: a pure function, but for
/// kReduceOnPlateau (1 here; see Plateau). A schedule that has come to its end, in a training that
/// goes on beyond `epochs`, stays where it is.
/// @param step            from 0, counted over all epochs.
/// @param steps_per_epoch at least 1.
/// @param epochs          in all, at least 1.
double scheduled_fraction(const ScheduleOptions& options, std::size_t step,
                          std::size_t steps_per_epoch, std::size_t epochs);

/// The share that the steps after `epochs` take: final_fraction for a schedule that falls to it,
/// and for the others, which have no end, 1.
double fraction_after_end(const ScheduleOptions& options);

/// Watches the validation loss for ScheduleKind::kReduceOnPlateau.
class Plateau {
 public:
  /// @param options `every` and `factor` are read.
  explicit Plateau(const ScheduleOptions& options)
      : every_(options.every), factor_(options.factor) {}

  /// Takes the loss of a validation after `epoch` (from 1). When that is `every` epochs or more
  /// after the lowest loss so far and after the last reduction, the fraction is reduced.
  void update(std::size_t epoch, double loss);

  /// The share of the learning rate that the steps from now on take: factor^reductions.
  double fraction() const { return fraction_; }

 private:
  std::size_t every_;
  double factor_;
  double fraction_ = 1;
  double best_loss_ = std::numeric_limits<double>::infinity();
  std::size_t since_epoch_ = 0;  ///< Of the lowest loss, or the last reduction if that is later.
};

}  // namespace atelier::train
