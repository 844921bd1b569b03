#include "atelier/nn/presets.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/nn/network_spec.h"

namespace atelier::nn {

namespace {

using Catch::Matchers::Message;

std::size_t parameter_count(const NetworkSpec& spec) {
  std::size_t count = 0;
  for (const LayerSummary& layer : summarize(spec))
    count += layer.parameter_count;
  return count;
}

std::vector<std::string> output_shapes(const NetworkSpec& spec) {
  std::vector<std::string> shapes;
  for (const LayerSummary& layer : summarize(spec))
    shapes.push_back(layer.output.to_string());
  return shapes;
}

}  // namespace

TEST_CASE("The presets have the numbers of parameters that their authors published") {
  CHECK(parameter_count(preset("classic")) == 394'530);
  CHECK(parameter_count(preset("classic-deep")) == 100'614);
  CHECK(parameter_count(preset("two-block")) == 197'482);
  CHECK(parameter_count(preset("two-block-same")) == 467'818);
}

TEST_CASE("Batch normalisation's moving statistics are not counted as trained") {
  CHECK(trainable_parameter_count(preset("classic")) == 394'530);
  CHECK(trainable_parameter_count(preset("classic-norm")) == 394'614);
  CHECK(trainable_parameter_count(preset("two-block-norm")) == 197'674);
  CHECK(trainable_parameter_count(preset("sprint")) == 256'830);
  CHECK(trainable_parameter_count(preset("three-block")) == 315'818);
  CHECK(parameter_count(preset("classic-norm")) == 394'614 + 2 * (28 + 56));
}

TEST_CASE("The presets' layers have the shapes that follow from their windows") {
  using Shapes = std::vector<std::string>;
  CHECK(output_shapes(preset("classic")) ==
        Shapes{"[26, 26, 28]", "[13, 13, 28]", "[11, 11, 56]", "[6776]", "[56]", "[10]"});
  CHECK(output_shapes(preset("classic-deep")) ==
        Shapes{"[26, 26, 28]", "[24, 24, 28]", "[12, 12, 28]", "[10, 10, 56]", "[8, 8, 56]",
               "[4, 4, 56]", "[896]", "[56]", "[10]"});
  CHECK(output_shapes(preset("two-block")) == Shapes{"[26, 26, 32]", "[24, 24, 32]", "[12, 12, 32]",
                                                     "[10, 10, 64]", "[8, 8, 64]", "[4, 4, 64]",
                                                     "[1024]", "[128]", "[10]"});
  CHECK(output_shapes(preset("sprint")) == Shapes{"[28, 28, 12]", "[14, 14, 12]", "[14, 14, 12]",
                                                  "[14, 14, 40]", "[7, 7, 40]", "[7, 7, 40]",
                                                  "[1960]", "[128]", "[10]"});
  CHECK(output_shapes(preset("three-block")) ==
        Shapes{"[28, 28, 32]", "[28, 28, 32]", "[28, 28, 32]", "[14, 14, 32]", "[14, 14, 32]",
               "[14, 14, 64]", "[14, 14, 64]", "[14, 14, 64]", "[7, 7, 64]", "[7, 7, 64]",
               "[7, 7, 96]", "[7, 7, 96]", "[7, 7, 96]", "[3, 3, 96]", "[3, 3, 96]", "[3, 3, 96]",
               "[864]", "[128]", "[10]"});
  CHECK(output_shapes(preset("two-block-same")) ==
        Shapes{"[28, 28, 32]", "[28, 28, 32]", "[14, 14, 32]", "[14, 14, 64]", "[14, 14, 64]",
               "[7, 7, 64]", "[3136]", "[128]", "[10]"});
}

TEST_CASE(
    "Each preset can be had by its name, carries it, and survives a round trip through JSON") {
  REQUIRE(presets().size() == 8);
  for (const Preset& listed : presets()) {
    INFO(listed.name);
    const NetworkSpec spec = preset(listed.name);
    CHECK(spec.name == listed.name);
    CHECK(network_from_json(network_to_json(spec)) == spec);
#if !defined(__wasm__)
    CHECK(listed.description.ends_with('.'));
#endif
  }
}

TEST_CASE("An unknown preset is answered with the known ones") {
  CHECK_THROWS_MATCHES(
      preset("clasic"), std::invalid_argument,
      Message("preset: unknown name \"clasic\"; known are classic, classic-deep, "
              "two-block, two-block-same, classic-norm, two-block-norm, sprint, three-block"));
}

}  // namespace atelier::nn
