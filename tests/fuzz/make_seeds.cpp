// fuzz-seeds FOLDER: writes a few small valid inputs of each format into FOLDER/<fuzz target>, for
// the fuzz targets to begin with. The same bytes each time.
#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "atelier/io/file.h"
#include "atelier/io/model_file.h"
#include "atelier/io/safetensors.h"
#include "atelier/nn/network.h"
#include "atelier/train/checkpoint.h"

#include "data/idx_fixture.h"
#include "train/synthetic_data.h"

namespace atelier {

namespace {

using test::Bytes;

/// Writes the inputs of one fuzz target.
class Seeds {
 public:
  Seeds(const std::filesystem::path& root, const std::string& target) : folder_(root / target) {
    std::filesystem::create_directories(folder_);
  }

  void add(const std::string& name, std::span<const std::uint8_t> bytes) const {
    io::save_file(folder_ / name, bytes);
  }

 private:
  std::filesystem::path folder_;
};

void make_idx(const Seeds& seeds) {
  const Bytes images =
      test::idx_bytes(std::array<std::uint32_t, 3>{2, 5, 4}, test::ramp(2 * 5 * 4));
  seeds.add("images", images);
  seeds.add("images.gz", test::gzip_bytes(images));
  seeds.add("labels", test::idx_bytes(std::array<std::uint32_t, 1>{6}, test::ramp(6)));
}

/// As another program may write it: without the checksum that lets no altered byte pass.
Bytes without_checksum(std::span<const std::uint8_t> model) {
  io::SafetensorsFile file = io::read_safetensors(model);
  file.metadata.erase("checksum");
  std::vector<io::NamedTensor> tensors;
  tensors.reserve(file.tensors.size());
  for (const auto& [name, shape, values] : file.tensors)
    tensors.push_back({.name = name, .shape = shape, .values = values});
  return io::write_safetensors(file.metadata, tensors);
}

void make_models(const Seeds& seeds) {
  ThreadPool pool(1);
  nn::Network network(test::bars_network(), pool);
  network.initialize(1);
  const io::ModelInfo info = {.class_names = {"left", "middle", "right"},
                              .training_summary = R"({"epochs":3})",
                              .calibration = nn::Calibration{}};
  const Bytes whole = io::write_model(network, info);
  seeds.add("whole", whole);
  seeds.add("half", io::write_model(network, info, io::Precision::kHalf));
  seeds.add("without-checksum", without_checksum(whole));
}

void make_checkpoints(const Seeds& seeds) {
  const std::vector<float> values = {0.5F, -1.0F, 2.0F};
  train::Checkpoint checkpoint = {.network = test::bars_network(), .options = {}, .state = {}};
  train::TrainerState& state = checkpoint.state;
  state.epochs = 5;
  state.seconds = 1.5;
  state.parameters = values;
  state.optimizer = {.steps = 12, .first_moment = values, .second_moment = {}, .average = {}};
  state.history.push_back({.epoch = 1, .training_loss = 0.5, .training_accuracy = 0.75});
  seeds.add("small", train::write_checkpoint(checkpoint));

  checkpoint.options.patience = 3;
  state.optimizer.second_moment = state.optimizer.average = values;
  state.best_parameters = state.backup_parameters = values;
  state.history.push_back({.epoch = 2,
                           .training_loss = 0.25,
                           .training_accuracy = 0.875,
                           .validation_loss = 0.3,
                           .validation_accuracy = 0.8,
                           .learning_rate = 0.001F,
                           .seconds = 0.7,
                           .images_per_second = 1000});
  seeds.add("full", train::write_checkpoint(checkpoint));
}

/// A JPEG's beginning: one segment before the Exif data, then those, with the orientation as their
/// only tag.
Bytes exif_of(bool little_endian, std::uint8_t orientation) {
  const auto number = [little_endian](std::uint8_t low, std::size_t size) {
    Bytes bytes(size);
    bytes[little_endian ? 0 : size - 1] = low;
    return bytes;
  };
  Bytes tiff(2, little_endian ? 'I' : 'M');
  const auto append = [](Bytes& to, std::span<const std::uint8_t> bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
  };
  append(tiff, number(42, 2));
  append(tiff, number(8, 4));  // Where the directory begins.
  append(tiff, number(1, 2));  // Its entries.
  append(tiff, little_endian ? Bytes{0x12, 0x01} : Bytes{0x01, 0x12});
  append(tiff, number(3, 2));  // Numbers of 16 bits,
  append(tiff, number(1, 4));  // one of them.
  append(tiff, number(orientation, 2));
  append(tiff, Bytes(6));
  Bytes jpeg = {0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1};
  append(jpeg, Bytes{0, static_cast<std::uint8_t>(2 + 6 + tiff.size()), 'E', 'x', 'i', 'f', 0, 0});
  append(jpeg, tiff);
  append(jpeg, Bytes{0xff, 0xda, 0, 2});
  return jpeg;
}

void make_exif(const Seeds& seeds) {
  seeds.add("little-endian", exif_of(true, 6));
  seeds.add("big-endian", exif_of(false, 3));
}

/// As the fuzz target reads it: two bytes of the width less 1, one that tells no lie, rows of
/// pixels.
template <typename IsGarment>
Bytes picture_of(std::size_t width, std::size_t height, const IsGarment& is_garment) {
  Bytes bytes = {static_cast<std::uint8_t>(width - 1), 0, 0};
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint8_t tone = is_garment(x, y) ? 40 : 250;
      bytes.insert(bytes.end(), {tone, tone, tone, 255});
    }
  }
  return bytes;
}

void make_pictures(const Seeds& seeds) {
  const auto is_inside = [](std::size_t margin) {
    return [margin](std::size_t x, std::size_t y) {
      return x >= margin && y >= margin && x < 24 - margin && y < 32 - margin;
    };
  };
  seeds.add("filled", picture_of(24, 32, is_inside(5)));
  seeds.add("outline", picture_of(24, 32, [&](std::size_t x, std::size_t y) {
              return is_inside(4)(x, y) && !is_inside(6)(x, y);
            }));
  seeds.add("framed", picture_of(24, 32, [&](std::size_t x, std::size_t y) {
              return !is_inside(1)(x, y) || is_inside(7)(x, y);
            }));
}

}  // namespace

}  // namespace atelier

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: fuzz-seeds FOLDER\n", stderr);
    return 2;
  }
  try {
    const std::filesystem::path root = arguments[1];
    atelier::make_idx({root, "idx"});
    atelier::make_models({root, "model"});
    atelier::make_checkpoints({root, "checkpoint"});
    atelier::make_exif({root, "exif"});
    atelier::make_pictures({root, "picture"});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fuzz-seeds: %s\n", error.what());
    return 1;
  }
  return 0;
}
