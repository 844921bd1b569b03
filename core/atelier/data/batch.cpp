#include "atelier/data/batch.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "atelier/base/message.h"
#include "atelier/base/random.h"
#include "atelier/data/scale.h"

namespace atelier::data {

namespace {

/// Images in a task: enough that handing out tasks costs nothing beside the work of 0.3 us and more
/// an image, few enough that a batch of 32 still occupies two threads.
constexpr std::size_t kTaskImages = 8;

std::size_t task_count(std::size_t images) {
  return (images + kTaskImages - 1) / kTaskImages;
}

}  // namespace

std::vector<std::uint32_t> shuffled_indices(std::size_t count, std::uint64_t seed,
                                            std::uint32_t epoch) {
  if (count > std::numeric_limits<std::uint32_t>::max()) {
    throw std::invalid_argument(message("shuffle: {} images are too many to index", count));
  }
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  RandomStream random(seed, RandomPurpose::kShuffle, epoch, 0);
  for (std::size_t left = count; left > 1; --left) {
    std::swap(indices[left - 1], indices[random.below(static_cast<std::uint32_t>(left))]);
  }
  return indices;
}

void Batch::gather(const DatasetView& data, std::span<const std::uint32_t> indices,
                   ThreadPool& pool) {
  take_labels(data, indices);
  const std::size_t image_size = data.image_shape.element_count();
  pool.parallel_for(task_count(indices.size()), [&](std::size_t task) {
    const std::size_t end = std::min(indices.size(), (task + 1) * kTaskImages);
    for (std::size_t i = task * kTaskImages; i < end; ++i) {
      scale_bytes(data.pixels.data() + indices[i] * image_size, image_size,
                  images_.data() + i * image_size);
    }
  });
}

void Batch::gather(const DatasetView& data, std::span<const std::uint32_t> indices,
                   const Augmentation& augmentation, std::uint32_t epoch, ThreadPool& pool) {
  take_labels(data, indices);
  const std::size_t image_size = data.image_shape.element_count();
  const std::size_t tasks = task_count(indices.size());
  const std::size_t scratch_size = augmentation.scratch_size();
  scratch_.resize(tasks * scratch_size);
  pool.parallel_for(tasks, [&](std::size_t task) {
    std::uint8_t* scratch = scratch_.data() + task * scratch_size;
    const std::size_t end = std::min(indices.size(), (task + 1) * kTaskImages);
    for (std::size_t i = task * kTaskImages; i < end; ++i) {
      labels_[i] =
          augmentation.apply(data.pixels.data() + indices[i] * image_size, epoch, indices[i],
                             data.labels[indices[i]], images_.data() + i * image_size, scratch);
    }
  });
}

void Batch::gather_range(const DatasetView& data, std::size_t first, std::size_t count) {
  const DatasetView range = data.slice(first, count);
  image_shape_ = data.image_shape;
  images_.resize(range.pixels.size());
  scale_bytes(range.pixels.data(), range.pixels.size(), images_.data());
  labels_.assign(range.labels.begin(), range.labels.end());
}

void Batch::mirror() {
  const std::size_t width = image_shape_[1];
  const std::size_t channels = image_shape_[2];
  const std::size_t row_size = width * channels;
  if (row_size == 0)
    return;
  for (std::size_t first = 0; first < images_.size(); first += row_size) {
    float* row = images_.data() + first;
    for (std::size_t left = 0, right = width - 1; left < right; ++left, --right)
      std::swap_ranges(row + left * channels, row + (left + 1) * channels, row + right * channels);
  }
}

/// Makes room for the images, too.
void Batch::take_labels(const DatasetView& data, std::span<const std::uint32_t> indices) {
  for (const std::uint32_t index : indices) {
    if (index >= data.size()) {
      throw std::out_of_range(
          message("batch: image {} of a data set of {} images", index, data.size()));
    }
  }
  image_shape_ = data.image_shape;
  images_.resize(indices.size() * data.image_shape.element_count());
  labels_.resize(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i)
    labels_[i] = data.labels[indices[i]];
}

}  // namespace atelier::data
