#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

#include "atelier/data/augmentation/augmentation.h"
#include "atelier/data/augmentation/contact_sheet.h"
#include "atelier/data/fashion_mnist.h"
#include "atelier/io/file.h"
#include "atelier/train/option_list.h"
#include "atelier/train/recipe.h"

#include "commands.h"
#include "common_options.h"
#include "exit_code.h"
#include "inputs.h"
#include "png.h"
#include "terminal.h"
#include "training_flags.h"

namespace atelier::cli {
namespace {

namespace fashion_mnist = data::fashion_mnist;

struct Arguments {
  std::string recipe;
  std::string out;
  TrainingFlags flags;
  std::size_t images = 10;
  data::ContactSheetOptions sheet;
  std::uint64_t seed = 0;
  std::string data_folder = default_data_folder();
};

/// The recipe's augmentation, with what the flags say instead.
data::AugmentationOptions requested(const Arguments& arguments) {
  train::TrainOptions options;
  if (!arguments.recipe.empty()) {
    const train::Recipe* recipe = train::find_recipe(arguments.recipe);
    if (recipe == nullptr) {
      throw UsageError(fmt::format("augment: unknown recipe {}; known are {}", arguments.recipe,
                                   known_recipes()));
    }
    options = recipe->options;
  }
  const data::AugmentationOptions augmentation = arguments.flags.applied_to(options).augmentation;
  if (!is_on(augmentation)) {
    throw UsageError(
        "augment: nothing to show; name a recipe that augments, or give at least one augmentation, "
        "such as --rotation 15 (see atelier augment --help)");
  }
  return augmentation;
}

int draw_contact_sheet(const Arguments& arguments) {
  const data::AugmentationOptions options = requested(arguments);
  const fashion_mnist::Files files = fashion_mnist::load(arguments.data_folder);
  const data::DatasetView training = files.train.view().slice(0, fashion_mnist::kTrainingCount);
  const data::Augmentation augmentation(options, training.image_shape, arguments.seed);
  const data::Plane<std::uint8_t> sheet = data::contact_sheet(
      training, data::one_of_each_class(training, arguments.images), augmentation, arguments.sheet);
  io::save_file(arguments.out, png_of(sheet.values, sheet.width, sheet.height));
  print_line(fmt::format("saved {}: {} images as they are and as epochs 1 to {} see them",
                         arguments.out, arguments.images, arguments.sheet.versions));
  return kSuccess;
}

constexpr const char* kFooter = R"(Examples:
  atelier augment two-block-augmented --out sheet.png
  atelier augment --out sheet.png --flip 0.5 --rotation 15 --zoom 0.1 --images 20

A row for each image: first as it is, then as training with this seed sees it in the
epochs 1, 2, ...)";

}  // namespace

void add_augment_command(CLI::App& application, Action& action) {
  CLI::App* command =
      application.add_subcommand("augment", "Draw what augmentation makes of training images");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("recipe", arguments->recipe, "A recipe's name, for its augmentation")
      ->type_name("RECIPE");
  command->add_option("--out", arguments->out, "The picture to write")
      ->type_name("FILE.png")
      ->required();
  command->add_option("--images", arguments->images, "Rows: 1 to 64, one of each class in turn")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, data::kMostSheetImages).description(""))
      ->capture_default_str();
  command->add_option("--versions", arguments->sheet.versions, "Columns after the first: 1 to 64")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, data::kMostSheetVersions).description(""))
      ->capture_default_str();
  command
      ->add_option("--magnification", arguments->sheet.magnification,
                   "How many pixels wide an image's pixel becomes: 1 to 16")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, data::kLargestSheetMagnification).description(""))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "The training's seed")
      ->type_name("N")
      ->capture_default_str();
  add_data_option(*command, arguments->data_folder);
  arguments->flags.add_to(*command, train::kAugmentationGroup);
  command->footer(kFooter);
  command->final_callback(
      [arguments, &action] { action = [arguments] { return draw_contact_sheet(*arguments); }; });
}

}  // namespace atelier::cli
