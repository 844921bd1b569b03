#include "atelier/train/schedule.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace atelier::train {

namespace {

using Catch::Matchers::Message;
using Catch::Matchers::WithinAbs;

constexpr double kExact = 1e-7;  // Fractions are float options.

/// The fractions of all steps.
std::vector<double> fractions(const ScheduleOptions& options, std::size_t steps_per_epoch,
                              std::size_t epochs) {
  std::vector<double> result;
  result.reserve(steps_per_epoch * epochs);
  for (std::size_t step = 0; step < steps_per_epoch * epochs; ++step)
    result.push_back(scheduled_fraction(options, step, steps_per_epoch, epochs));
  return result;
}

}  // namespace

TEST_CASE("A constant schedule takes the whole learning rate at every step") {
  CHECK(fractions({}, 3, 2) == std::vector<double>(6, 1.0));
}

TEST_CASE("A step schedule multiplies by the factor after every so many epochs") {
  const std::vector<double> result =
      fractions({.kind = ScheduleKind::kStep, .every = 2, .factor = 0.5F}, 3, 5);
  const std::vector<double> expected = {1,   1,   1,   1,   1,    1,    0.5, 0.5,
                                        0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25};
  CHECK(result == expected);
}

TEST_CASE("A cosine schedule falls to the final fraction along half a cosine") {
  const std::vector<double> result =
      fractions({.kind = ScheduleKind::kCosine, .final_fraction = 0.2F}, 4, 3);
  CHECK(result[0] == 1);
  CHECK_THAT(result[4], WithinAbs(0.2 + 0.8 * 0.75, kExact));  // A third: cos 60 degrees is 1/2.
  CHECK_THAT(result[6], WithinAbs(0.6, kExact));
  CHECK_THAT(result[8], WithinAbs(0.2 + 0.8 * 0.25, kExact));
  // The final fraction itself would be step 12's.
  CHECK_THAT(scheduled_fraction({.kind = ScheduleKind::kCosine, .final_fraction = 0.2F}, 12, 4, 3),
             WithinAbs(0.2, kExact));
}

TEST_CASE("A one-cycle schedule rises linearly, is whole for one step and falls to its last step") {
  const ScheduleOptions linear = {.kind = ScheduleKind::kOneCycle,
                                  .warm_up = 0.25F,
                                  .initial_fraction = 0.1F,
                                  .final_fraction = 0.02F};
  const std::vector<double> result = fractions(linear, 5, 4);  // Up in steps 0 to 4, of 20.
  CHECK_THAT(result[0], WithinAbs(0.1, kExact));
  CHECK_THAT(result[2], WithinAbs(0.55, kExact));
  CHECK_THAT(result[4], WithinAbs(1, kExact));
  CHECK_THAT(result[9], WithinAbs(1 - 0.98 / 3, kExact));
  CHECK_THAT(result[19], WithinAbs(0.02, kExact));

  ScheduleOptions cosine = linear;
  cosine.anneal = Anneal::kCosine;
  const std::vector<double> curved = fractions(cosine, 5, 4);
  CHECK(curved[2] == result[2]);
  CHECK_THAT(curved[9], WithinAbs(0.02 + 0.98 * 0.75, kExact));
  CHECK_THAT(curved[19], WithinAbs(0.02, kExact));
}

// torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=1, total_steps=7, pct_start=0.4,
// div_factor=20, final_div_factor=5, anneal_strategy=...), PyTorch 2.14.1: its learning rates.
TEST_CASE("A one-cycle schedule's steps are PyTorch's, also where the way up is no whole number") {
  ScheduleOptions options = {.kind = ScheduleKind::kOneCycle,
                             .warm_up = 0.4F,
                             .initial_fraction = 0.05F,
                             .final_fraction = 0.01F,
                             .anneal = Anneal::kLinear};
  SECTION("linear") {
    const std::vector<double> expected = {0.05,        0.577777778, 0.952857143, 0.717142857,
                                          0.481428571, 0.245714286, 0.01};
    const std::vector<double> result = fractions(options, 7, 1);
    for (std::size_t step = 0; step < expected.size(); ++step)
      CHECK_THAT(result[step], WithinAbs(expected[step], kExact));
  }
  SECTION("cosine") {
    options.anneal = Anneal::kCosine;
    const std::vector<double> expected = {0.05,        0.607482884, 0.994471259, 0.813627452,
                                          0.468008604, 0.142139323, 0.01};
    const std::vector<double> result = fractions(options, 7, 1);
    // PyTorch's way up is half a cosine too, ours is a line: only the way down is compared.
    for (std::size_t step = 2; step < expected.size(); ++step)
      CHECK_THAT(result[step], WithinAbs(expected[step], kExact));
  }
}

TEST_CASE("Without warm-up a one-cycle schedule falls from the first step on") {
  const std::vector<double> result =
      fractions({.kind = ScheduleKind::kOneCycle, .warm_up = 0, .final_fraction = 0}, 4, 1);
  CHECK(result == std::vector<double>{0.75, 0.5, 0.25, 0});
}

TEST_CASE("Every schedule's fraction is from 0 to 1 at every step of any training") {
  const auto kind = GENERATE(ScheduleKind::kConstant, ScheduleKind::kStep, ScheduleKind::kCosine,
                             ScheduleKind::kOneCycle, ScheduleKind::kReduceOnPlateau);
  const float warm_up = GENERATE(0.0F, 0.3F, 0.99F);
  for (const std::size_t steps_per_epoch : {1, 2, 375}) {
    for (const std::size_t epochs : {1, 2, 7}) {
      for (const double fraction :
           fractions({.kind = kind, .warm_up = warm_up}, steps_per_epoch, epochs)) {
        CHECK((fraction >= 0 && fraction <= 1));
      }
    }
  }
  // More steps than a whole number could count.
  const std::size_t endless = std::numeric_limits<std::size_t>::max();
  const double start = scheduled_fraction({.kind = kind, .warm_up = warm_up}, 5, 375, endless);
  CHECK((start >= 0 && start <= 1));
}

TEST_CASE("After the epochs that it was made for a schedule stays where it is") {
  for (const std::size_t step : {12, 13, 100}) {
    CHECK(scheduled_fraction({.kind = ScheduleKind::kCosine, .final_fraction = 0.25F}, step, 4,
                             3) == 0.25);
    CHECK(scheduled_fraction({.kind = ScheduleKind::kOneCycle, .final_fraction = 0.25F}, step, 4,
                             3) == 0.25);
    CHECK(scheduled_fraction({.kind = ScheduleKind::kConstant}, step, 4, 3) == 1);
  }
  // Reductions have no end.
  CHECK_THAT(
      scheduled_fraction({.kind = ScheduleKind::kStep, .every = 2, .factor = 0.5F}, 24, 4, 3),
      WithinAbs(0.125, kExact));
}

TEST_CASE("On a plateau the learning rate is reduced, and again after as many epochs more") {
  Plateau plateau({.every = 2, .factor = 0.5F});
  CHECK(plateau.fraction() == 1);
  plateau.update(1, 0.9);
  plateau.update(2, 0.8);
  plateau.update(3, 0.8);
  CHECK(plateau.fraction() == 1);
  plateau.update(4, 0.85);
  CHECK(plateau.fraction() == 0.5);
  plateau.update(5, 0.85);
  CHECK(plateau.fraction() == 0.5);
  plateau.update(6, 0.85);
  CHECK(plateau.fraction() == 0.25);
  plateau.update(7, 0.7);  // A new lowest loss starts the count anew.
  plateau.update(8, 0.7);
  CHECK(plateau.fraction() == 0.25);
}

TEST_CASE("A plateau is counted in epochs, also where not every one is validated") {
  Plateau plateau({.every = 5, .factor = 0.5F});
  plateau.update(3, 0.9);
  plateau.update(6, 0.9);
  CHECK(plateau.fraction() == 1);
  plateau.update(9, 0.9);
  CHECK(plateau.fraction() == 0.5);
}

TEST_CASE("A schedule's option out of range is refused by name and range") {
  struct Wrong {
    ScheduleOptions options;
    std::string message;
  };
  const auto wrong = GENERATE(
      Wrong{{.every = 0}, "schedule: every must be from 1 to 100000, not 0"},
      Wrong{{.factor = 0}, "schedule: factor must be above 0 and below 1, not 0"},
      Wrong{{.factor = 1}, "schedule: factor must be above 0 and below 1, not 1"},
      Wrong{{.warm_up = 1}, "schedule: warm-up must be at least 0 and below 1, not 1"},
      Wrong{{.initial_fraction = 2}, "schedule: initial fraction must be from 0 to 1, not 2"},
      Wrong{{.final_fraction = -1}, "schedule: final fraction must be from 0 to 1, not -1"});
  CHECK_THROWS_MATCHES(check(wrong.options), std::invalid_argument, Message(wrong.message));
}

}  // namespace atelier::train
