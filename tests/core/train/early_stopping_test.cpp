#include "atelier/train/early_stopping.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

namespace atelier::train {

TEST_CASE("Early stopping remembers the epoch of the lowest loss, the first of equals") {
  EarlyStopping stopping(10);
  CHECK(stopping.best_epoch() == 0);
  CHECK(stopping.update(1, 0.5));
  CHECK_FALSE(stopping.update(2, 0.6));
  CHECK(stopping.update(3, 0.4));
  CHECK_FALSE(stopping.update(4, 0.4));
  CHECK(stopping.best_epoch() == 3);
  CHECK(stopping.best_loss() == 0.4);
}

TEST_CASE("Training stops after as many epochs in a row without improvement as patience says") {
  EarlyStopping stopping(2);
  stopping.update(1, 0.5);
  stopping.update(2, 0.6);
  CHECK_FALSE(stopping.should_stop());
  stopping.update(3, 0.45);  // An improvement starts the count anew.
  stopping.update(4, 0.6);
  CHECK_FALSE(stopping.should_stop());
  stopping.update(5, 0.5);
  CHECK(stopping.should_stop());
  CHECK(stopping.best_epoch() == 3);
}

TEST_CASE("Without patience the first epoch without improvement is the last") {
  EarlyStopping stopping(0);
  CHECK_FALSE(stopping.should_stop());
  stopping.update(1, 0.5);
  CHECK_FALSE(stopping.should_stop());
  stopping.update(2, 0.5);
  CHECK(stopping.should_stop());
}

TEST_CASE("Patience counts epochs, also where not every one is validated") {
  EarlyStopping stopping(6);
  stopping.update(4, 0.5);
  stopping.update(8, 0.6);
  CHECK_FALSE(stopping.should_stop());
  stopping.update(12, 0.6);
  CHECK(stopping.should_stop());
  CHECK(stopping.best_epoch() == 4);
}

TEST_CASE("A loss that is not a number is never the lowest") {
  EarlyStopping stopping(1);
  CHECK_FALSE(stopping.update(1, std::numeric_limits<double>::quiet_NaN()));
  CHECK(stopping.should_stop());
  CHECK(stopping.best_epoch() == 0);
}

}  // namespace atelier::train
