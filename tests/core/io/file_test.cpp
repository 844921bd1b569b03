#include "atelier/io/file.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <stdexcept>

#include "data/file_fixture.h"
#include "data/idx_fixture.h"

namespace atelier::io {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using test::Bytes;

namespace {

namespace fs = std::filesystem;

std::ptrdiff_t file_count(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

}  // namespace

TEST_CASE("A saved file is loaded as it was, and nothing else stays behind", "[io]") {
  const test::TemporaryFolder folder;
  for (const std::size_t size : {0U, 1U, 65'536U, 200'000U}) {
    save_file(folder.path() / "model", test::ramp(size));
    CHECK(load_file(folder.path() / "model") == test::ramp(size));
  }
  CHECK(file_count(folder.path()) == 1);
}

TEST_CASE("Saving into a folder that is not there says so", "[io]") {
  const test::TemporaryFolder folder;
  const fs::path path = folder.path() / "missing" / "model";
  CHECK_THROWS_MATCHES(save_file(path, Bytes{1}), std::runtime_error,
                       MessageMatches(ContainsSubstring("cannot write " + path.string()) &&
                                      ContainsSubstring("No such file or directory")));
}

TEST_CASE("Saving where files cannot be made says so", "[io]") {
  const test::TemporaryFolder folder;
  const fs::path file = folder.write("file", Bytes{1});
  CHECK_THROWS_AS(save_file(file / "model", Bytes{1}), std::runtime_error);
}

TEST_CASE("Saving in place of a folder says so and leaves nothing behind", "[io]") {
  const test::TemporaryFolder folder;
  fs::create_directories(folder.path() / "model" / "inner");
  CHECK_THROWS_AS(save_file(folder.path() / "model", Bytes{1}), std::runtime_error);
  CHECK(file_count(folder.path()) == 1);
}

TEST_CASE("A full disk is noticed, and the old file stays whole", "[io]") {
  if (!fs::is_character_file("/dev/full"))
    SKIP("this system has no /dev/full");
  const test::TemporaryFolder folder;
  // As small as fits the stream's own buffer, and larger: the first is only noticed when flushed.
  for (const std::size_t size : {10U, 1'000'000U}) {
    const fs::path path = folder.write("model", test::ramp(100));
    fs::create_symlink("/dev/full", folder.path() / "model.partial");
    CHECK_THROWS_MATCHES(save_file(path, test::ramp(size)), std::runtime_error,
                         MessageMatches(ContainsSubstring("No space left on device")));
    CHECK(load_file(path) == test::ramp(100));
    CHECK(file_count(folder.path()) == 1);
  }
}

TEST_CASE("What cannot be loaded is named with the reason", "[io]") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_MATCHES(load_file(folder.path() / "missing"), std::runtime_error,
                       MessageMatches(ContainsSubstring("No such file or directory")));
  CHECK_THROWS_MATCHES(load_file(folder.path()), std::runtime_error,
                       MessageMatches(ContainsSubstring(folder.path().string())));
}

}  // namespace atelier::io
