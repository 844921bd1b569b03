#pragma once

#include <algorithm>
#include <cstddef>

namespace atelier::ops {

/// Into how many parts the rows of each image are cut, so that a few images are work for many
/// threads: one image for the page's answer, and a batch of training an image a task.
inline std::size_t parts_of_image(std::size_t batch, std::size_t rows) {
  constexpr std::size_t kLeastTasks = 16;
  return std::min(rows, (kLeastTasks + batch - 1) / batch);
}

}  // namespace atelier::ops
