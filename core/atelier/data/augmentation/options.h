#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace atelier::data {

/// Which random changes are made to a training image, and how far each may go. All are off as they
/// stand here. Whatever a movement brings in from outside the image is 0, the background.
struct AugmentationOptions {
  /// Probability of mirroring left and right: 0 to 1.
  float flip = 0;
  /// Moves by whole pixels, which costs no sharpness: as far as so many right or left, and down or
  /// up, each drawn for itself, every number as likely as another: 0 to kLargestShift.
  std::uint32_t shift = 0;
  /// Moves by any length, uniform up to this share of the image's width right or left, and of its
  /// height down or up: 0 to 1.
  float translation = 0;
  /// Turns about the centre by an angle uniform up to so many degrees either way: 0 to 180.
  float rotation = 0;
  /// Magnifies about the centre, both directions alike, by a factor uniform from 1 - zoom to
  /// 1 + zoom: 0 to 0.9.
  float zoom = 0;
  /// Multiplies the values' distances from their mean by a factor uniform from 1 - contrast to
  /// 1 + contrast, as Keras' RandomContrast does; the result is cut to [0, 1]: 0 to 1.
  float contrast = 0;
  /// Adds a number uniform from -brightness to brightness to all values, of which black is 0 and
  /// white 1; the result is cut to [0, 1]: 0 to 1.
  float brightness = 0;
  /// Probability of erasing a rectangle (Zhong et al., "Random erasing data augmentation", 2017)
  /// to 0: 0 to 1.
  float erasing = 0;
  /// The erased share of the image is uniform from this one to `erasing_largest`: 0 to 1.
  float erasing_smallest = 0.02F;
  float erasing_largest = 0.33F;
  /// Probability of making a drawing of the image: a silhouette, an outline, flat tones, dark inner
  /// lines, inverted tones; see make_sketch_step(). For images of one channel and at most
  /// kLargestSketchSide pixels a side: 0 to 1.
  float sketch = 0;
  /// How far the drawing's proportions may be from the image's, as the logarithm of width by
  /// height; taper and slant follow: 0 to 1.
  float sketch_warp = 0.4F;

  /// Probability of putting a drawing of a garment of the same class in the image's place; see
  /// make_drawing_step(). For images like those of `sketch`, and the ten classes of Fashion-MNIST:
  /// 0 to 1.
  float drawing = 0;
  /// Probability of putting a drawing of what is no garment in the image's place, to be answered
  /// with equal probabilities for all classes, so that the network learns not to be sure of what it
  /// does not know (outlier exposure: Hendrycks, Mazeika and Dietterich 2019). Comes before all
  /// others: 0 to 1.
  float clutter = 0;

  friend bool operator==(const AugmentationOptions& a, const AugmentationOptions& b) = default;
};

/// The largest AugmentationOptions::shift.
inline constexpr std::uint32_t kLargestShift = 64;

/// The largest width and height of images with AugmentationOptions::sketch.
inline constexpr std::size_t kLargestSketchSide = 32;

/// One of the options that are numbers from 0 to some largest, as files, command line and messages
/// see it: all but `shift`.
struct AugmentationNumber {
  std::string_view name;
  float AugmentationOptions::* value;
  float largest;
};

/// All of them, in the order in which they stand in AugmentationOptions.
inline constexpr std::array kAugmentationNumbers = {
    AugmentationNumber{"flip", &AugmentationOptions::flip, 1},
    AugmentationNumber{"translation", &AugmentationOptions::translation, 1},
    AugmentationNumber{"rotation", &AugmentationOptions::rotation, 180},
    AugmentationNumber{"zoom", &AugmentationOptions::zoom, 0.9F},
    AugmentationNumber{"contrast", &AugmentationOptions::contrast, 1},
    AugmentationNumber{"brightness", &AugmentationOptions::brightness, 1},
    AugmentationNumber{"erasing", &AugmentationOptions::erasing, 1},
    AugmentationNumber{"erasing_smallest", &AugmentationOptions::erasing_smallest, 1},
    AugmentationNumber{"erasing_largest", &AugmentationOptions::erasing_largest, 1},
    AugmentationNumber{"sketch", &AugmentationOptions::sketch, 1},
    AugmentationNumber{"sketch_warp", &AugmentationOptions::sketch_warp, 1},
    AugmentationNumber{"drawing", &AugmentationOptions::drawing, 1},
    AugmentationNumber{"clutter", &AugmentationOptions::clutter, 1},
};

/// Whether any change is on.
bool is_on(const AugmentationOptions& options);

/// Throws std::invalid_argument that names the option and its range if a value is outside it, or if
/// the smallest erased share is above the largest.
void check(const AugmentationOptions& options);

}  // namespace atelier::data
