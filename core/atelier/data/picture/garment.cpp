#include "atelier/data/picture/garment.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace atelier::data {

namespace {

// Of 255. JPEG's ripples on a plain ground stay below, the palest of garments on white are above.
constexpr float kLeastDistance = 15.0F;
constexpr float kNoiseFactor = 3.0F;

constexpr std::size_t kSpeckRatio = 64;
constexpr std::size_t kGapRatio = 64;  // Half a gap's width, as a share of the garment.

using Step = std::pair<int, int>;
constexpr std::array<Step, 8> kNeighbours = {
    {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1}}};
constexpr std::span<const Step> kEdgeNeighbours(kNeighbours.data(), 4);

/// Marks all cells that hang together with `start` and hold the same value in `mask`, and appends
/// where they are to `cells`.
void flood(const Mask& mask, std::size_t start, std::span<const Step> steps, Mask& marked,
           std::vector<std::size_t>& cells) {
  const std::uint8_t value = mask.values[start];
  std::size_t next = cells.size();
  cells.push_back(start);
  marked.values[start] = 1;
  for (; next < cells.size(); ++next) {
    const std::size_t x = cells[next] % mask.width;
    const std::size_t y = cells[next] / mask.width;
    for (const auto& [step_x, step_y] : steps) {
      // Below 0 wraps around to above the size.
      const std::size_t to_x = x + static_cast<std::size_t>(step_x);
      const std::size_t to_y = y + static_cast<std::size_t>(step_y);
      if (to_x >= mask.width || to_y >= mask.height)
        continue;
      const std::size_t to = to_y * mask.width + to_x;
      if (mask.values[to] != value || marked.values[to] != 0)
        continue;
      marked.values[to] = 1;
      cells.push_back(to);
    }
  }
}

Region bounds(std::span<const std::size_t> cells, std::size_t width) {
  if (cells.empty())
    return {};
  std::size_t left = width;
  std::size_t right = 0;
  std::size_t top = cells.front() / width;
  std::size_t bottom = top;
  for (const std::size_t cell : cells) {
    left = std::min(left, cell % width);
    right = std::max(right, cell % width);
    top = std::min(top, cell / width);
    bottom = std::max(bottom, cell / width);
  }
  return {.left = left, .top = top, .width = right - left + 1, .height = bottom - top + 1};
}

/// Every cell becomes 1 if one within `radius` along the row, then along the column, is 1: a
/// square.
Mask dilate(const Mask& mask, std::size_t radius) {
  Mask rows(mask.width, mask.height);
  for (std::size_t y = 0; y < mask.height; ++y) {
    std::size_t last = 0;  // One beyond the last 1 seen, shifted; 0 for none.
    for (std::size_t x = 0; x < mask.width + radius; ++x) {
      if (x < mask.width && mask.at(x, y) != 0)
        last = x + 1;
      if (x >= radius && last != 0 && last + 2 * radius >= x + 1)
        rows.at(x - radius, y) = 1;
    }
  }
  Mask result(mask.width, mask.height);
  std::vector<std::size_t> last(mask.width, 0);
  for (std::size_t y = 0; y < mask.height + radius; ++y) {
    for (std::size_t x = 0; x < mask.width; ++x) {
      if (y < mask.height && rows.at(x, y) != 0)
        last[x] = y + 1;
      if (y >= radius && last[x] != 0 && last[x] + 2 * radius >= y + 1) {
        result.at(x, y - radius) = 1;
      }
    }
  }
  return result;
}

std::size_t count(const Mask& mask) {
  return std::accumulate(mask.values.begin(), mask.values.end(), std::size_t{0});
}

/// `source` with `margin` empty cells on each side.
Mask pad(const Mask& source, std::size_t margin) {
  Mask padded(source.width + 2 * margin, source.height + 2 * margin);
  for (std::size_t y = 0; y < source.height; ++y) {
    for (std::size_t x = 0; x < source.width; ++x) {
      padded.at(x + margin, y + margin) = source.at(x, y);
    }
  }
  return padded;
}

}  // namespace

Mask find_foreground(const Plane<Cell>& picture, const Background& background) {
  const float threshold = std::max(kLeastDistance, kNoiseFactor * background.noise);
  Mask mask(picture.width, picture.height);
  for (std::size_t i = 0; i < picture.values.size(); ++i) {
    const Cell& cell = picture.values[i];
    const Color channels = difference(cell, background);
    const float distance = background.transparent
                               ? 255.0F * cell.opacity
                               : std::max({channels.red, channels.green, channels.blue});
    mask.values[i] = distance > threshold ? 1 : 0;
  }
  return mask;
}

void drop_specks(Mask& mask) {
  // All parts' cells one after the other, and where each part ends.
  std::vector<std::size_t> cells;
  std::vector<std::size_t> ends;
  Mask marked(mask.width, mask.height);
  for (std::size_t cell = 0; cell < mask.values.size(); ++cell) {
    if (mask.values[cell] != 0 && marked.values[cell] == 0) {
      flood(mask, cell, kNeighbours, marked, cells);
      ends.push_back(cells.size());
    }
  }
  std::vector<std::span<const std::size_t>> parts;
  std::span<const std::size_t> largest;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    parts.emplace_back(std::span(cells).subspan(begin, end - begin));
    if (parts.back().size() > largest.size())
      largest = parts.back();
    begin = end;
  }
  const Region box = bounds(largest, mask.width);
  const bool all_specks =
      kSpeckRatio * std::max(box.width, box.height) < std::max(mask.width, mask.height);
  for (const std::span<const std::size_t> part : parts) {
    if (!all_specks && kSpeckRatio * part.size() >= largest.size())
      continue;
    for (const std::size_t cell : part)
      mask.values[cell] = 0;
  }
}

Region bounding_box(const Mask& mask) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < mask.values.size(); ++cell) {
    if (mask.values[cell] != 0)
      cells.push_back(cell);
  }
  return bounds(cells, mask.width);
}

Mask find_enclosed(const Mask& mask) {
  const Region box = bounding_box(mask);
  const std::size_t radius = std::max(box.width, box.height) / kGapRatio;
  // With a margin, the cell in the corner is outside, and all of the outside hangs together.
  const std::size_t margin = radius + 1;
  const Mask thick = dilate(pad(mask, margin), radius);
  Mask outside(thick.width, thick.height);
  std::vector<std::size_t> outside_cells;
  flood(thick, 0, kEdgeNeighbours, outside, outside_cells);
  // Growing the outside by as much as the strokes were thickened takes that away again.
  outside = dilate(outside, radius);

  Mask enclosed(mask.width, mask.height);
  for (std::size_t y = 0; y < mask.height; ++y) {
    for (std::size_t x = 0; x < mask.width; ++x) {
      const bool inside = outside.at(x + margin, y + margin) == 0;
      enclosed.at(x, y) = inside && mask.at(x, y) == 0 ? 1 : 0;
    }
  }
  const std::size_t enclosed_count = count(enclosed);
  if (3 * enclosed_count <= enclosed_count + count(mask)) {
    return Mask(mask.width, mask.height);
  }
  return enclosed;
}

}  // namespace atelier::data
