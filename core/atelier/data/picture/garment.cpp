#include "atelier/data/picture/garment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace atelier::data {

namespace {

// Of 255. JPEG's ripples on a plain ground stay below, the palest of garments on white are above.
constexpr float kLeastDistance = 15.0F;
constexpr float kNoiseFactor = 3.0F;

constexpr std::size_t kSpeckRatio = 64;
constexpr double kLineRatio = 8;
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

Mask find_foreground(const ReducedPicture& picture, const Background& background,
                     const Plane<Color>& different) {
  const float threshold = std::max(kLeastDistance, kNoiseFactor * background.noise);
  Mask mask(different.width, different.height);
  for (std::size_t i = 0; i < different.values.size(); ++i) {
    const Color& channels = different.values[i];
    const float distance =
        background.transparent
            ? 255.0F * picture.cells.values[i].opacity
            : std::max({std::abs(channels.red), std::abs(channels.green), std::abs(channels.blue)});
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
  return enclosed;
}

Mask either(const Mask& a, const Mask& b) {
  Mask result(a.width, a.height);
  for (std::size_t i = 0; i < result.values.size(); ++i)
    result.values[i] = a.values[i] | b.values[i];
  return result;
}

bool is_line(const Mask& shape) {
  double n = 0;
  double x_sum = 0;
  double y_sum = 0;
  double xx_sum = 0;
  double xy_sum = 0;
  double yy_sum = 0;
  for (std::size_t row = 0; row < shape.height; ++row) {
    for (std::size_t column = 0; column < shape.width; ++column) {
      if (shape.at(column, row) == 0)
        continue;
      const auto x = static_cast<double>(column);
      const auto y = static_cast<double>(row);
      n += 1;
      x_sum += x;
      y_sum += y;
      xx_sum += x * x;
      xy_sum += x * y;
      yy_sum += y * y;
    }
  }
  if (n == 0)
    return false;
  // The variances along the principal axes; a cell alone has one of 1/12.
  const double xx = xx_sum / n - x_sum / n * (x_sum / n) + 1.0 / 12;
  const double yy = yy_sum / n - y_sum / n * (y_sum / n) + 1.0 / 12;
  const double xy = xy_sum / n - x_sum / n * (y_sum / n);
  const double middle = (xx + yy) / 2;
  const double reach = std::hypot((xx - yy) / 2, xy);
  return (middle - reach) * kLineRatio * kLineRatio < middle + reach;
}

}  // namespace atelier::data
