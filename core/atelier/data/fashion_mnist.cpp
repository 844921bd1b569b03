#include "atelier/data/fashion_mnist.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "atelier/base/crc32.h"
#include "atelier/base/file.h"
#include "atelier/base/message.h"
#include "atelier/data/gzip.h"
#include "atelier/data/idx.h"

namespace atelier::data::fashion_mnist {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAdvice =
    "run ./dev setup, or get it from https://github.com/zalandoresearch/fashion-mnist";

/// A file as its authors published it.
struct PublishedFile {
  std::string_view name;
  std::string_view content;
  std::uint32_t checksum;  // CRC-32 of the unpacked file.
};

constexpr PublishedFile kTrainImages{.name = "train-images-idx3-ubyte",
                                     .content = "60,000 images of 28x28 pixels",
                                     .checksum = 0xB4F29F28};
constexpr PublishedFile kTrainLabels{
    .name = "train-labels-idx1-ubyte", .content = "60,000 labels", .checksum = 0x741A4657};
constexpr PublishedFile kTestImages{.name = "t10k-images-idx3-ubyte",
                                    .content = "10,000 images of 28x28 pixels",
                                    .checksum = 0x678FE0B1};
constexpr PublishedFile kTestLabels{
    .name = "t10k-labels-idx1-ubyte", .content = "10,000 labels", .checksum = 0x80142C1F};

fs::path find(const fs::path& folder, const PublishedFile& file) {
  fs::path plain = folder / file.name;
  fs::path packed = plain;
  packed += ".gz";
  // Errors count as absence here; reading reports what else is wrong with a file that is there.
  std::error_code ignored;
  if (fs::exists(plain, ignored))
    return plain;
  if (fs::exists(packed, ignored))
    return packed;
  throw std::runtime_error(
      message("{}: expected this file, plain or with .gz, found neither", plain.string()));
}

IdxArray load_checked(const fs::path& path, const PublishedFile& file) {
  const std::vector<std::uint8_t> bytes = unpacked(load_file(path), path.string());
  IdxArray array = parse_idx(bytes, path.string());
  const std::uint32_t checksum = crc32(bytes);
  if (checksum != file.checksum) {
    throw std::runtime_error(
        message("{}: expected Fashion-MNIST's {} (CRC-32 {}), found {} (CRC-32 {})", path.string(),
                file.content, hexadecimal(file.checksum, 8), joined(array.sizes, " x "),
                hexadecimal(checksum, 8)));
  }
  return array;
}

IdxArray load_file_of(const fs::path& folder, const PublishedFile& file) {
  try {
    return load_checked(find(folder, file), file);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(message("{}; {}", error.what(), kAdvice));
  }
}

Dataset load_part(const fs::path& folder, const PublishedFile& images,
                  const PublishedFile& labels) {
  Dataset part(Shape{28, 28, 1}, kClassNames.size());
  // One after the other: as arguments, compilers read them in orders of their own, and then name
  // different files.
  const auto image_file = load_file_of(folder, images);
  const auto label_file = load_file_of(folder, labels);
  part.append(image_file.values, label_file.values);
  return part;
}

}  // namespace

Split split(const DatasetView& all, bool include_validation) {
  const std::size_t training = include_validation ? all.size() : kTrainingCount;
  return {.training = all.slice(0, training),
          .validation = all.slice(training, all.size() - training)};
}

Files load(const fs::path& folder) {
  return {.train = load_part(folder, kTrainImages, kTrainLabels),
          .test = load_part(folder, kTestImages, kTestLabels)};
}

}  // namespace atelier::data::fashion_mnist
