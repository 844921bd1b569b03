#include "atelier/data/fashion_mnist.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>

#include "data/file_fixture.h"
#include "data/idx_fixture.h"

namespace atelier::data {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::MessageMatches;
using test::Bytes;

namespace {

const std::string kAdvice =
    "; run ./dev setup, or get it from https://github.com/zalandoresearch/fashion-mnist";

}  // namespace

TEST_CASE("The last 12,000 of Fashion-MNIST's training images validate, unless they train too",
          "[data]") {
  Dataset all(Shape{1, 1, 1}, 10);
  all.append(Bytes(60'000), Bytes(60'000));
  const auto usual = fashion_mnist::split(all.view(), /*include_validation=*/false);
  CHECK(usual.training.size() == 48'000);
  CHECK(usual.validation.size() == 12'000);
  const auto included = fashion_mnist::split(all.view(), /*include_validation=*/true);
  CHECK(included.training.size() == 60'000);
  CHECK(included.validation.size() == 0);
}

TEST_CASE("A missing file of Fashion-MNIST is named, with what to do", "[data]") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_MATCHES(
      fashion_mnist::load(folder.path()), std::runtime_error,
      MessageMatches(ContainsSubstring((folder.path() / "train-images-idx3-ubyte").string()) &&
                     ContainsSubstring("plain or with .gz") && EndsWith(kAdvice)));
}

TEST_CASE("A file that is not Fashion-MNIST's is named with both checksums", "[data]") {
  const test::TemporaryFolder folder;
  const std::array<std::uint32_t, 3> sizes = {2, 28, 28};
  const Bytes other = test::idx_bytes(sizes, test::ramp(2 * 28 * 28));
  const auto check_refused = [&folder] {
    CHECK_THROWS_MATCHES(
        fashion_mnist::load(folder.path()), std::runtime_error,
        MessageMatches(ContainsSubstring("train-images-idx3-ubyte") &&
                       ContainsSubstring("expected Fashion-MNIST's 60,000 images of 28x28 pixels "
                                         "(CRC-32 b4f29f28), found 2 x 28 x 28 (CRC-32 ") &&
                       EndsWith(kAdvice)));
  };
  folder.write("train-images-idx3-ubyte.gz", test::gzip_bytes(other));
  check_refused();
  folder.write("train-images-idx3-ubyte", other);
  check_refused();
}

TEST_CASE("A truncated file of Fashion-MNIST is named with what is missing and what to do",
          "[data]") {
  const test::TemporaryFolder folder;
  const std::array<std::uint32_t, 3> sizes = {60'000, 28, 28};
  folder.write("train-images-idx3-ubyte", test::idx_bytes(sizes, test::ramp(1000)));
  CHECK_THROWS_MATCHES(fashion_mnist::load(folder.path()), std::runtime_error,
                       MessageMatches(ContainsSubstring("is cut short: its sizes, 60000 x 28 x 28, "
                                                        "promise more than the 1000 bytes") &&
                                      EndsWith(kAdvice)));
}

}  // namespace atelier::data
