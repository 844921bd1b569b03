#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

#include "atelier/data/picture.h"
#include "atelier/io/file.h"

#include "commands.h"
#include "exit_code.h"
#include "image_file.h"
#include "png.h"
#include "terminal.h"

namespace atelier::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string image;
  std::string out = ".";
  bool steps = false;
};

std::string description(const data::PreparedPicture& prepared, const std::string& file) {
  if (prepared.blank)
    return fmt::format("{}: nothing to see", file);
  return fmt::format("{}: {}, {} on {}, {}x{} pixels from ({}, {})", file,
                     prepared.outline ? "an outline drawing" : "a garment",
                     prepared.inverted ? "dark" : "light", prepared.inverted ? "light" : "dark",
                     prepared.width, prepared.height, prepared.left, prepared.top);
}

int prepare(const Arguments& arguments) {
  const ImageFile image(arguments.image);
  std::vector<data::PreparationStep> steps;
  const data::PreparedPicture prepared =
      data::prepare(image.picture(), arguments.steps ? &steps : nullptr);
  print_line(description(prepared, arguments.image));

  const fs::path folder = arguments.out;
  fs::create_directories(folder);
  const std::string stem = fs::path(arguments.image).stem().string();
  const auto save = [&](const std::string& name, const std::vector<std::uint8_t>& png) {
    const fs::path file = folder / (name + ".png");
    io::save_file(file, png);
    print_line(fmt::format("saved {}", file.string()));
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const data::PreparationStep& step = steps[i];
    save(fmt::format("{}-{}-{}", stem, i + 1, step.name),
         png_of(step.rgba, step.width, step.height, PngColor::kRgba));
  }
  constexpr std::size_t kSide = data::PreparedPicture::kSide;
  if (!prepared.blank)
    save(stem + "-prepared", png_of(prepared.pixels, kSide, kSide));
  return kSuccess;
}

constexpr const char* kFooter =
    R"(Writes IMAGE-prepared.png, 28x28 pixels, bright on black: what the network sees.

With --steps also the pictures on the way there, as IMAGE-1-picture.png, ...:
  picture     averaged over squares of pixels, without a thin frame
  background  what was found to lie behind the garment
  garment     what stands out from it
  filled      and what an outline encloses (only for outline drawings)
  tones       how bright each part becomes
  scaled      at 28x28
  prepared    sharpened, its contrast levelled

Example:
  atelier prepare --steps --out steps photo.jpg)";

}  // namespace

void add_prepare_command(CLI::App& application, Action& action) {
  CLI::App* command =
      application.add_subcommand("prepare", "Show what the network sees of a picture, and why");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("image", arguments->image, "The picture, a PNG or JPEG file")
      ->type_name("IMAGE")
      ->required();
  command->add_option("--out", arguments->out, "The folder to write to")
      ->type_name("FOLDER")
      ->capture_default_str();
  command->add_flag("--steps", arguments->steps, "Write the pictures of each step, too");
  command->footer(kFooter);
  command->final_callback(
      [arguments, &action] { action = [arguments] { return prepare(*arguments); }; });
}

}  // namespace atelier::cli
