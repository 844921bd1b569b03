#include "atelier/train/diagnosis.h"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <vector>

namespace atelier::train {

namespace {

EpochRecord epoch(std::size_t number, double training_loss, std::optional<double> validation_loss) {
  return {.epoch = number, .training_loss = training_loss, .validation_loss = validation_loss};
}

}  // namespace

TEST_CASE("Of a history without validation nothing is said") {
  CHECK_FALSE(diagnose({}).best.has_value());
  const std::vector<EpochRecord> history = {epoch(1, 0.5, {}), epoch(2, 0.4, {})};
  CHECK_FALSE(diagnose(history).best.has_value());
  CHECK_FALSE(diagnose(history).overfitted);
}

TEST_CASE("The best epoch is that of the lowest validation loss, the first of equals") {
  const std::vector<EpochRecord> history = {epoch(1, 0.5, 0.5), epoch(2, 0.4, {}),
                                            epoch(3, 0.3, 0.3), epoch(4, 0.2, 0.3),
                                            epoch(5, 0.2, {})};
  CHECK(diagnose(history).best == 2);
  CHECK(diagnose(history).last == 3);
  CHECK_FALSE(diagnose(history).overfitted);
}

TEST_CASE("Overfitting is a validation loss that rises while the training loss falls") {
  CHECK(diagnose(std::vector{epoch(1, 0.5, 0.4), epoch(2, 0.4, 0.41)}).overfitted);
  // Within what two epochs differ by.
  CHECK_FALSE(diagnose(std::vector{epoch(1, 0.5, 0.4), epoch(2, 0.4, 0.405)}).overfitted);
  // Both rise: the training goes astray, which is another thing.
  CHECK_FALSE(diagnose(std::vector{epoch(1, 0.5, 0.4), epoch(2, 0.6, 0.5)}).overfitted);
}

}  // namespace atelier::train
