#include "atelier/train/history.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace atelier::train {

TEST_CASE("An epoch is one line of JSON") {
  ConfusionMatrix confusion(2);
  confusion.add(0, 0);
  confusion.add(1, 0);
  const EpochRecord record = {.epoch = 3,
                              .training_loss = 0.5,
                              .training_accuracy = 0.75,
                              .validation_loss = 0.625,
                              .validation_accuracy = 0.5,
                              .learning_rate = 1e-3F,
                              .seconds = 1.5,
                              .images_per_second = 1000.5,
                              .validation_confusion = confusion};
  CHECK(to_json(record) ==
        R"({"epoch":3,"training_loss":0.5,"training_accuracy":0.75,"validation_loss":0.625,)"
        R"("validation_accuracy":0.5,"learning_rate":0.001,"seconds":1.5,)"
        R"("images_per_second":1000.5,"validation_confusion":[[1,0],[1,0]]})");
}

TEST_CASE("An epoch that was not validated says null") {
  CHECK(to_json({.epoch = 1, .learning_rate = 0.5F}) ==
        R"({"epoch":1,"training_loss":0.0,"training_accuracy":0.0,"validation_loss":null,)"
        R"("validation_accuracy":null,"learning_rate":0.5,"seconds":0.0,"images_per_second":0.0,)"
        R"("validation_confusion":null})");
}

TEST_CASE("What was taken for what is read back as it was written") {
  ConfusionMatrix confusion(2);
  confusion.add(0, 1);
  confusion.add(1, 1);
  const std::string line = to_json({.epoch = 1, .validation_confusion = confusion});
  const EpochRecord record = epoch_record_from_json(nlohmann::ordered_json::parse(line));
  REQUIRE(record.validation_confusion);
  CHECK(record.validation_confusion->class_count() == 2);
  CHECK(std::ranges::equal(record.validation_confusion->counts(), confusion.counts()));
  CHECK(to_json(record) == line);

  auto json = nlohmann::ordered_json::parse(line);
  json.erase("validation_confusion");  // As histories were before.
  CHECK_FALSE(epoch_record_from_json(json).validation_confusion);
  for (const char* damaged : {"3", "[[1,2]]", "[[1,2],[3,-4]]", "[1,2]", R"([["1"]])"}) {
    json["validation_confusion"] = nlohmann::ordered_json::parse(damaged);
    CHECK_THROWS_MATCHES(
        epoch_record_from_json(json), std::invalid_argument,
        Catch::Matchers::Message(
            R"(history: "validation_confusion" must be a row of counts for each class)"));
  }
}

}  // namespace atelier::train
