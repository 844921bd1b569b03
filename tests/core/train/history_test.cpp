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

TEST_CASE("An epoch that was not validated says null") {
  CHECK(to_json({.epoch = 1, .learning_rate = 0.5F}) ==
        R"({"epoch":1,"training_loss":0.0,"training_accuracy":0.0,"validation_loss":null,)"
        R"("validation_accuracy":null,"learning_rate":0.5,"seconds":0.0,"images_per_second":0.0})");
}

}  // namespace atelier::train
