#include "atelier/train/history.h"

#include <catch2/catch_test_macros.hpp>

namespace atelier::train {

TEST_CASE("An epoch is one line of JSON") {
  const EpochRecord record = {.epoch = 3,
                              .training_loss = 0.5,
                              .training_accuracy = 0.75,
                              .validation_loss = 0.625,
                              .validation_accuracy = 0.5,
                              .learning_rate = 1e-3F,
                              .seconds = 1.5,
                              .images_per_second = 1000.5};
  CHECK(to_json(record) ==
        R"({"epoch":3,"training_loss":0.5,"training_accuracy":0.75,"validation_loss":0.625,)"
        R"("validation_accuracy":0.5,"learning_rate":0.001,"seconds":1.5,)"
        R"("images_per_second":1000.5})");
}

}  // namespace atelier::train
