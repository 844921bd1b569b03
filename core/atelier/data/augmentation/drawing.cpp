#include "atelier/data/augmentation/drawing.h"

#include <algorithm>

namespace atelier::data {

void round_corners(DrawingPath& path) {
  const DrawingPath from = path;
  const auto between = [&](std::size_t a, std::size_t b) {
    return DrawingPoint{.x = 0.75F * from.points[a].x + 0.25F * from.points[b].x,
                        .y = 0.75F * from.points[a].y + 0.25F * from.points[b].y};
  };
  path.count = 0;
  const std::size_t edges = from.is_closed() ? from.count : from.count - 1;
  if (!from.is_closed())
    path.points[path.count++] = from.points[0];
  for (std::size_t i = 0; i < edges; ++i) {
    const std::size_t next = (i + 1) % from.count;
    if (from.is_closed() || i > 0)
      path.points[path.count++] = between(i, next);
    if (from.is_closed() || i + 1 < edges)
      path.points[path.count++] = between(next, i);
  }
  if (!from.is_closed())
    path.points[path.count++] = from.points[from.count - 1];
}

void fit_to_square(Drawing& drawing, float side, float margin) {
  DrawingPoint low = {.x = 1e9F, .y = 1e9F};
  DrawingPoint high = {.x = -1e9F, .y = -1e9F};
  for (std::size_t i = 0; i < drawing.count; ++i) {
    const DrawingPath& path = drawing.paths[i];
    if (path.kind != PartKind::kPiece && path.kind != PartKind::kHandle)
      continue;
    for (std::size_t j = 0; j < path.count; ++j) {
      low = {.x = std::min(low.x, path.points[j].x), .y = std::min(low.y, path.points[j].y)};
      high = {.x = std::max(high.x, path.points[j].x), .y = std::max(high.y, path.points[j].y)};
    }
  }
  const float scale = (side - 2 * margin) / std::max(high.x - low.x, high.y - low.y);
  for (std::size_t i = 0; i < drawing.count; ++i) {
    DrawingPath& path = drawing.paths[i];
    for (std::size_t j = 0; j < path.count; ++j) {
      DrawingPoint& point = path.points[j];
      point.x = side / 2 + scale * (point.x - (low.x + high.x) / 2);
      point.y = side / 2 + scale * (point.y - (low.y + high.y) / 2);
    }
  }
}

}  // namespace atelier::data
