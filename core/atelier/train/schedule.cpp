#include "atelier/train/schedule.h"

#include <cmath>
#include <numbers>

namespace atelier::train {

namespace {

/// From `from` to `to` as `position` goes from 0 to 1.
double linear(double from, double to, double position) {
  return from + (to - from) * position;
}

/// The same along half a cosine.
double cosine(double from, double to, double position) {
  return to + (from - to) * (1 + std::cos(std::numbers::pi * position)) / 2;
}

double one_cycle(const ScheduleOptions& options, double step, double steps) {
  // The way up ends at this step, and the way down at the last one.
  const double top = static_cast<double>(options.warm_up) * steps - 1;
  if (step < top)
    return linear(options.initial_fraction, 1, step / top);
  const double position = (step - top) / (steps - 1 - top);
  return options.anneal == Anneal::kLinear ? linear(1, options.final_fraction, position)
                                           : cosine(1, options.final_fraction, position);
}

}  // namespace

void check(const ScheduleOptions& options) {
  constexpr const char* kWhere = "schedule";
  kScheduleEveryRange.require(kWhere, "every", static_cast<double>(options.every));
  kScheduleFactorRange.require(kWhere, "factor", options.factor);
  kWarmUpRange.require(kWhere, "warm-up", options.warm_up);
  kFractionRange.require(kWhere, "initial fraction", options.initial_fraction);
  kFractionRange.require(kWhere, "final fraction", options.final_fraction);
}

double scheduled_fraction(const ScheduleOptions& options, std::size_t step,
                          std::size_t steps_per_epoch, std::size_t epochs) {
  // In double, where the product of any two counts has room.
  const double steps = static_cast<double>(steps_per_epoch) * static_cast<double>(epochs);
  const auto done = static_cast<double>(step);
  if (done >= steps && options.kind != ScheduleKind::kStep)
    return fraction_after_end(options);
  switch (options.kind) {
    case ScheduleKind::kConstant:
    case ScheduleKind::kReduceOnPlateau:
      return 1;
    case ScheduleKind::kStep: {
      const std::size_t reductions = step / steps_per_epoch / options.every;
      return std::pow(static_cast<double>(options.factor), static_cast<double>(reductions));
    }
    case ScheduleKind::kCosine:
      return cosine(1, options.final_fraction, done / steps);
    case ScheduleKind::kOneCycle:
      return one_cycle(options, done, steps);
  }
  return 1;
}

double fraction_after_end(const ScheduleOptions& options) {
  const bool falls =
      options.kind == ScheduleKind::kCosine || options.kind == ScheduleKind::kOneCycle;
  return falls ? options.final_fraction : 1;
}

void Plateau::update(std::size_t epoch, double loss) {
  if (loss < best_loss_) {
    best_loss_ = loss;
    since_epoch_ = epoch;
  } else if (epoch - since_epoch_ >= every_) {
    fraction_ *= factor_;
    since_epoch_ = epoch;
  }
}

}  // namespace atelier::train
