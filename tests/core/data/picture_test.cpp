#include "atelier/data/picture.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/base/random.h"

namespace atelier::data {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Color = std::array<std::uint8_t, 3>;

constexpr std::size_t kSide = PreparedPicture::kSide;
constexpr Color kWhite = {255, 255, 255};
constexpr Color kBlack = {0, 0, 0};

/// A T-shirt as Fashion-MNIST shows them: 28 pixels high, 24 wide, bright on black, darker towards
/// its hem, with a dark band across the chest.
Bytes t_shirt() {
  Bytes image(kSide * kSide);
  for (std::size_t y = 0; y < kSide; ++y) {
    const std::size_t first = y < 9 ? 2 : 7;
    for (std::size_t x = first; x < kSide - first; ++x) {
      const bool neck = y < 3 && x >= 11 && x < 17;
      const bool band = y >= 12 && y < 15;
      if (!neck)
        image[y * kSide + x] = static_cast<std::uint8_t>(band ? 90 : 255 - 4 * y);
    }
  }
  return image;
}

struct Picture {
  std::size_t width;
  std::size_t height;
  Bytes rgba;

  Picture(std::size_t picture_width, std::size_t picture_height, const Color& ground,
          std::uint8_t alpha = 255)
      : width(picture_width), height(picture_height) {
    for (std::size_t i = 0; i < width * height; ++i) {
      rgba.insert(rgba.end(), ground.begin(), ground.end());
      rgba.push_back(alpha);
    }
  }

  void set(std::size_t x, std::size_t y, const Color& color, std::uint8_t alpha = 255) {
    std::uint8_t* pixel = rgba.data() + (y * width + x) * 4;
    std::ranges::copy(color, pixel);
    pixel[3] = alpha;
  }

  void fill(std::size_t left, std::size_t top, std::size_t fill_width, std::size_t fill_height,
            const Color& color) {
    for (std::size_t y = top; y < top + fill_height; ++y) {
      for (std::size_t x = left; x < left + fill_width; ++x)
        set(x, y, color);
    }
  }

  PreparedPicture prepare() const {
    return data::prepare({.width = width, .height = height, .rgba = rgba});
  }
};

/// The T-shirt, each of its pixels `scale` pixels large, with its top left corner at (left, top):
/// where it is 255 it has the garment's colour, where it is 0 the ground's.
Picture photograph(std::size_t width, std::size_t height, std::size_t left, std::size_t top,
                   std::size_t scale, const Color& ground, const Color& garment) {
  Picture picture(width, height, ground);
  const Bytes image = t_shirt();
  for (std::size_t y = 0; y < kSide * scale; ++y) {
    for (std::size_t x = 0; x < kSide * scale; ++x) {
      const int tone = image[y / scale * kSide + x / scale];
      Color color{};
      for (std::size_t c = 0; c < 3; ++c) {
        color[c] =
            static_cast<std::uint8_t>((ground[c] * (255 - tone) + garment[c] * tone + 127) / 255);
      }
      picture.set(left + x, top + y, color);
    }
  }
  return picture;
}

double mean_difference(const Bytes& a, const Bytes& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

std::uint8_t center(const PreparedPicture& prepared) {
  return prepared.pixels[kSide / 2 * kSide + kSide / 2];
}

void check_blank(const PreparedPicture& prepared) {
  CHECK(prepared.blank);
  CHECK(prepared.pixels == Bytes(kSide * kSide));
  CHECK(prepared.width == 0);
  CHECK(prepared.height == 0);
}

// Rounding colours to bytes costs half a level, and twice that on a grey ground, where the garment
// uses half of the range.
constexpr double kRounding = 1.5;

// Sharpening, which pictures larger than the result get, makes edges steeper. These pictures, whose
// pixels are squares, were sharp already: it changes them by some 4 of 255 on average.
constexpr double kSharpening = 5;

}  // namespace

TEST_CASE("A garment comes back as it was, from any plain ground", "[picture]") {
  struct Grounds {
    Color ground;
    Color garment;
    bool inverted;
  };
  const Grounds grounds =
      GENERATE(Grounds{kWhite, kBlack, true}, Grounds{kBlack, kWhite, false},
               Grounds{{128, 128, 128}, kBlack, true}, Grounds{{128, 128, 128}, kWhite, false},
               Grounds{{20, 110, 60}, {240, 60, 60}, false}, Grounds{kWhite, {250, 230, 0}, true},
               Grounds{{250, 240, 200}, {20, 30, 90}, true});
  const PreparedPicture prepared =
      photograph(400, 300, 60, 10, 10, grounds.ground, grounds.garment).prepare();
  CHECK_FALSE(prepared.blank);
  CHECK(prepared.inverted == grounds.inverted);
  CHECK(mean_difference(prepared.pixels, t_shirt()) < kSharpening);
}

TEST_CASE("A garment comes back as it was, at any size and place", "[picture]") {
  struct Place {
    std::size_t width, height, left, top, scale;
  };
  // As large as the picture, in a corner, small in a large picture, and larger than the resolution
  // at which the garment is found.
  const Place place = GENERATE(Place{28, 28, 0, 0, 1}, Place{40, 400, 3, 300, 1},
                               Place{280, 280, 0, 0, 10}, Place{500, 500, 220, 220, 10},
                               Place{1500, 900, 1400, 40, 2}, Place{2000, 2000, 100, 200, 60});
  const PreparedPicture prepared =
      photograph(place.width, place.height, place.left, place.top, place.scale, kWhite, kBlack)
          .prepare();
  // Where cells of several pixels straddle an edge, the garment's box is off by up to a cell, that
  // is a quarter of a pixel of the result; so are the edges, which are a quarter of the pixels
  // here.
  const double tolerance = place.scale <= 2 ? kRounding : kSharpening;
  CHECK(mean_difference(prepared.pixels, t_shirt()) < (place.scale <= 10 ? tolerance : 10.0));
}

TEST_CASE("It says where in the picture the garment is", "[picture]") {
  const PreparedPicture prepared = photograph(400, 300, 60, 10, 10, kWhite, kBlack).prepare();
  CHECK(prepared.left == 80);
  CHECK(prepared.top == 10);
  CHECK(prepared.width == 240);
  CHECK(prepared.height == 280);
}

TEST_CASE("A transparent background is background", "[picture]") {
  const Color garment = GENERATE(kBlack, kWhite, Color{200, 30, 30});
  // The colour of a pixel that cannot be seen must not matter.
  Picture picture(300, 300, {7, 200, 90}, 0);
  const Bytes image = t_shirt();
  for (std::size_t y = 0; y < 280; ++y) {
    for (std::size_t x = 0; x < 280; ++x) {
      const std::uint8_t tone = image[y / 10 * kSide + x / 10];
      if (tone != 0)
        picture.set(10 + x, 10 + y, garment, tone);
    }
  }
  const PreparedPicture prepared = picture.prepare();
  CHECK_FALSE(prepared.blank);
  CHECK(mean_difference(prepared.pixels, t_shirt()) < kSharpening);
}

TEST_CASE("Specks far from the garment change nothing", "[picture]") {
  Picture picture = photograph(400, 300, 60, 10, 10, kWhite, kBlack);
  picture.fill(390, 290, 4, 4, kBlack);
  picture.fill(3, 3, 2, 2, {255, 0, 0});
  CHECK(picture.prepare().pixels ==
        photograph(400, 300, 60, 10, 10, kWhite, kBlack).prepare().pixels);
}

TEST_CASE("The parts of a garment need not touch", "[picture]") {
  Picture picture(400, 400, kWhite);
  picture.fill(100, 50, 60, 300, kBlack);
  picture.fill(240, 50, 60, 300, kBlack);
  const PreparedPicture prepared = picture.prepare();
  CHECK(prepared.left == 100);
  CHECK(prepared.width == 200);
}

TEST_CASE("Noise on the ground is not garment", "[picture]") {
  Picture picture = photograph(400, 300, 60, 10, 10, {200, 200, 200}, kBlack);
  RandomStream random(1, RandomPurpose::kAugmentation, 0, 0);
  for (std::uint8_t& value : picture.rgba) {
    const int noisy = value + static_cast<int>(random.below(21)) - 10;
    value = static_cast<std::uint8_t>(std::clamp(noisy, 0, 255));
  }
  // The noise is 10 of 200 levels at most, which scales to 13 of 255, and averages out over 100
  // pixels.
  CHECK(mean_difference(picture.prepare().pixels, t_shirt()) < 4.5 + kSharpening);
}

TEST_CASE("An outline drawing becomes a filled garment with its strokes still visible",
          "[picture]") {
  const bool dark_on_light = GENERATE(true, false);
  Picture picture(560, 560, dark_on_light ? kWhite : kBlack);
  const Color stroke = dark_on_light ? kBlack : kWhite;
  // A square of strokes with a gap in its upper side, as hands leave them.
  picture.fill(100, 100, 360, 12, stroke);
  picture.fill(100, 448, 360, 12, stroke);
  picture.fill(100, 100, 12, 360, stroke);
  picture.fill(448, 100, 12, 360, stroke);
  picture.fill(300, 100, 6, 12, dark_on_light ? kWhite : kBlack);
  const PreparedPicture prepared = picture.prepare();
  CHECK(prepared.inverted == dark_on_light);
  CHECK(center(prepared) > 128);
  CHECK(prepared.pixels[kSide / 2 * kSide] > center(prepared) + 40);
}

TEST_CASE("A hole in a filled garment stays a hole", "[picture]") {
  Picture picture(400, 400, kWhite);
  picture.fill(50, 50, 300, 300, kBlack);
  picture.fill(150, 150, 100, 100, kWhite);
  CHECK(center(picture.prepare()) == 0);
}

TEST_CASE("Thin strokes are still bright", "[picture]") {
  Picture picture(560, 560, kWhite);
  picture.fill(100, 280, 360, 3, kBlack);
  picture.fill(278, 100, 3, 360, kBlack);
  const PreparedPicture prepared = picture.prepare();
  CHECK(*std::ranges::max_element(prepared.pixels) >= 200);
}

TEST_CASE("Extreme shapes keep their proportions", "[picture]") {
  Picture wide(3000, 400, kWhite);
  wide.fill(100, 0, 2800, 400, kBlack);
  const PreparedPicture bar = wide.prepare();
  CHECK_FALSE(bar.blank);
  for (std::size_t x = 0; x < kSide; ++x) {
    std::size_t bright = 0;
    for (std::size_t y = 0; y < kSide; ++y)
      bright += bar.pixels[y * kSide + x] > 0 ? 1 : 0;
    CHECK(bright == 4);
  }
  Picture tall(2000, 8000, kBlack);
  tall.fill(400, 0, 1200, 8000, kWhite);
  CHECK_FALSE(tall.prepare().blank);
}

TEST_CASE("A single straight line is nothing to see", "[picture]") {
  Picture level(560, 560, kWhite);
  level.fill(60, 280, 440, 12, kBlack);
  check_blank(level.prepare());
  Picture sloped(560, 560, kBlack);
  for (std::size_t i = 50; i < 500; ++i)
    sloped.fill(i, 520 - i, 16, 16, kWhite);
  check_blank(sloped.prepare());
}

TEST_CASE("A ground that changes evenly is no garment", "[picture]") {
  const int down = GENERATE(0, 30);
  Picture picture = photograph(400, 300, 60, 10, 10, {150, 160, 170}, {10, 20, 30});
  const Picture plain = picture;
  for (std::size_t y = 0; y < picture.height; ++y) {
    for (std::size_t x = 0; x < picture.width; ++x) {
      for (std::size_t c = 0; c < 3; ++c) {
        std::uint8_t& value = picture.rgba[(y * picture.width + x) * 4 + c];
        const double change =
            60.0 * static_cast<double>(x) / 400 + down * static_cast<double>(y) / 300;
        // As light does: it is the ground's share of the pixel that becomes lighter.
        const double share = (value - 10.0 * static_cast<double>(c + 1)) / 140;
        value = static_cast<std::uint8_t>(std::lround(value + change * share));
      }
    }
  }
  CHECK_FALSE(picture.prepare().blank);
  CHECK(mean_difference(picture.prepare().pixels, plain.prepare().pixels) < 12);
  Picture empty(400, 300, kBlack);
  for (std::size_t x = 0; x < 400; ++x) {
    const auto value = static_cast<std::uint8_t>(120 + x / 5);
    empty.fill(x, 0, 1, 300, {value, value, value});
  }
  check_blank(empty.prepare());
}

TEST_CASE("A thin frame around the picture is not garment", "[picture]") {
  Picture picture = photograph(400, 300, 60, 10, 10, kWhite, kBlack);
  const Bytes unframed = picture.prepare().pixels;
  const Color frame = GENERATE(kBlack, Color{200, 30, 30});
  picture.fill(0, 0, 400, 3, frame);
  picture.fill(0, 297, 400, 3, frame);
  picture.fill(0, 0, 3, 300, frame);
  picture.fill(397, 0, 3, 300, frame);
  const PreparedPicture prepared = picture.prepare();
  CHECK(prepared.pixels == unframed);
  CHECK(prepared.left == 80);
  CHECK(prepared.top == 10);
}

TEST_CASE("A garment may cover most of the border as long as the corners are free", "[picture]") {
  Picture picture(400, 400, kWhite);
  picture.fill(0, 40, 400, 320, kBlack);
  picture.fill(40, 0, 320, 400, kBlack);
  const PreparedPicture prepared = picture.prepare();
  CHECK(prepared.inverted);
  CHECK(center(prepared) == 255);
  CHECK(prepared.pixels.front() == 0);
}

TEST_CASE("An image in the data set's form passes unharmed", "[picture]") {
  const PreparedPicture prepared = photograph(28, 28, 0, 0, 1, kBlack, kWhite).prepare();
  CHECK(prepared.pixels == t_shirt());
}

TEST_CASE("Each step can be shown", "[picture]") {
  std::vector<PreparationStep> steps;
  const Picture picture = photograph(400, 300, 60, 10, 10, kWhite, kBlack);
  const PreparedPicture prepared =
      prepare({.width = 400, .height = 300, .rgba = picture.rgba}, &steps);
  std::vector<std::string> names;
  for (const PreparationStep& step : steps) {
    names.push_back(step.name);
    CHECK(step.rgba.size() == 4 * step.width * step.height);
  }
  CHECK(names == std::vector<std::string>{"picture", "background", "garment", "tones", "scaled",
                                          "prepared"});
  CHECK(steps.front().rgba == picture.rgba);
  for (std::size_t i = 0; i < prepared.pixels.size(); ++i)
    REQUIRE(steps.back().rgba[4 * i] == prepared.pixels[i]);
}

TEST_CASE("A picture in which nothing stands out is blank", "[picture]") {
  check_blank(Picture(1, 1, {3, 200, 7}).prepare());
  check_blank(Picture(1, 1, kBlack, 0).prepare());
  check_blank(Picture(2, 900, {90, 90, 90}).prepare());
  check_blank(Picture(640, 480, kWhite).prepare());
  check_blank(Picture(640, 480, {200, 10, 10}, 0).prepare());
  Picture speck(640, 480, kWhite);
  speck.fill(300, 200, 4, 4, kBlack);
  check_blank(speck.prepare());
  Picture noise(640, 480, kWhite);
  RandomStream random(2, RandomPurpose::kAugmentation, 0, 0);
  for (std::uint8_t& value : noise.rgba)
    value = static_cast<std::uint8_t>(random.next());
  for (std::size_t i = 3; i < noise.rgba.size(); i += 4)
    noise.rgba[i] = 255;
  check_blank(noise.prepare());
}

TEST_CASE("Sizes that are impossible or do not match the bytes are refused", "[picture]") {
  const Bytes four(4);
  CHECK_THROWS_MATCHES(prepare({0, 1, {}}), std::invalid_argument,
                       MessageMatches(ContainsSubstring("picture: 0x1 pixels")));
  CHECK_THROWS_AS(prepare({1, 0, {}}), std::invalid_argument);
  CHECK_THROWS_AS(prepare({1, 2, four}), std::invalid_argument);
  CHECK_THROWS_AS(prepare({1, 1, Bytes(5)}), std::invalid_argument);
  CHECK_THROWS_AS(prepare({16'385, 1, Bytes(16'385 * 4)}), std::invalid_argument);
  // 2^31 x 2^31 x 4 bytes wrap around to 0.
  CHECK_THROWS_AS(prepare({std::size_t{1} << 31, std::size_t{1} << 31, {}}), std::invalid_argument);
  CHECK_THROWS_MATCHES(prepare({16'384, 16'384, four}), std::invalid_argument,
                       MessageMatches(ContainsSubstring("are 1073741824 bytes, got 4")));
}

}  // namespace atelier::data
