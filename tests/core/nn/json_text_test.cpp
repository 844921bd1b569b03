#include "atelier/nn/json_text.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "atelier/nn/json_object.h"

namespace atelier::nn {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

TEST_CASE("JSON is written without spaces, in the order it was made, and read again as it was",
          "[json]") {
  const Json value = json_object({{"z", 0.1},
                                  {"a", Json::array({1, -2, true, nullptr})},
                                  {"text", "\"\n\xC5\xBC"},
                                  {"large", std::uint64_t{9'007'199'254'740'991}},
                                  {"none", Json::object()}});
  const std::string text = to_json_text(value);
  CHECK(text ==
        "{\"z\":0.1,\"a\":[1,-2,true,null],\"text\":\"\\\"\\n\xC5\xBC\","
        "\"large\":9007199254740991,\"none\":{}}");
  CHECK(parse_json(text) == value);
}

TEST_CASE("A text that is not UTF-8 is not written", "[json]") {
  CHECK_THROWS_AS(to_json_text(Json("\xC5")), std::invalid_argument);
}

TEST_CASE("A key is found in an object, and in nothing else", "[json]") {
  const Json object = json_object({{"one", 1}, {"two", 2}});
  REQUIRE(find_key(object, "two") != nullptr);
  CHECK(*find_key(object, "two") == 2);
  CHECK(find_key(object, "three") == nullptr);
  CHECK(find_key(Json::array({"one"}), "one") == nullptr);
  CHECK(find_key(Json(), "one") == nullptr);
}

TEST_CASE("An excerpt of a long value ends between two characters", "[json]") {
  const auto excerpt_of = [](std::size_t letters) {
    return excerpt(Json(std::string(letters, 'a') + "\xC5\xBC" + std::string(40, 'b')));
  };
  CHECK(excerpt("short") == "\"short\"");
  CHECK(excerpt_of(37) == '"' + std::string(37, 'a') + "\xC5\xBC...");
  CHECK(excerpt_of(38) == '"' + std::string(38, 'a') + "...");
}

TEST_CASE("A text with a zero byte is refused, even where the value has ended", "[json]") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"{}\0"sv, "{}\0more"sv, "[1\0]"sv, "\0"sv}) {
    CHECK_THROWS_AS(parse_json(text), std::invalid_argument);
    CHECK(try_parse_json(text).is_discarded());
  }
}

}  // namespace atelier::nn
