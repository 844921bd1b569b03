#pragma once

#include <cstddef>
#include <vector>

#include "atelier/base/shape.h"
#include "atelier/ops/window.h"

namespace atelier::test {

struct PoolingCase {
  std::size_t batch;
  Shape input;
  ops::WindowOptions window;  // height, width, stride height, stride width, padding
};

// Odd sizes, cropped edges, overlapping windows, windows that skip pixels or are larger than the
// image; channels that are no multiple of any vector.
inline const std::vector<PoolingCase> kPoolingCases = {
    {1, {1, 1, 1}, {1, 1, 1, 1, ops::Padding::kValid}},
    {3, {4, 6, 3}, {1, 1, 1, 1, ops::Padding::kSame}},
    {2, {6, 7, 1}, {1, 1, 2, 3, ops::Padding::kValid}},
    {2, {6, 4, 28}, {2, 2, 2, 2, ops::Padding::kValid}},
    {3, {7, 5, 33}, {2, 2, 2, 2, ops::Padding::kValid}},
    {2, {7, 5, 5}, {2, 2, 2, 2, ops::Padding::kSame}},
    {2, {7, 8, 3}, {3, 3, 2, 2, ops::Padding::kValid}},
    {2, {7, 8, 5}, {3, 3, 2, 2, ops::Padding::kSame}},
    {2, {6, 7, 28}, {2, 3, 1, 1, ops::Padding::kValid}},
    {2, {6, 7, 3}, {2, 3, 1, 1, ops::Padding::kSame}},
    {2, {9, 8, 1}, {5, 5, 1, 1, ops::Padding::kSame}},
    {1, {9, 8, 33}, {5, 5, 2, 3, ops::Padding::kValid}},
    {2, {3, 2, 5}, {5, 5, 1, 1, ops::Padding::kSame}},
    {2, {9, 11, 5}, {2, 2, 3, 4, ops::Padding::kValid}},
    {2, {9, 11, 5}, {2, 2, 3, 4, ops::Padding::kSame}},
    {2, {9, 11, 3}, {2, 3, 3, 1, ops::Padding::kSame}},
    {1, {12, 12, 130}, {2, 2, 2, 2, ops::Padding::kValid}},
    {2, {6, 6, 260}, {3, 3, 3, 3, ops::Padding::kSame}},
};

}  // namespace atelier::test
