#pragma once

#include <cstddef>

namespace atelier::ops {

/// One call of the kernel behind every weight gradient:
///
///     sums[i][o] += sum over rows r, columns c of  left[r][c][i] * right[r][c][o]
///
/// where left and right are pixels of two images in their natural [H, W, C] order. XNNPACK has nothing for it: its
/// matrix product wants one factor transposed and packed, and a batch of outer products then runs at a third of the
/// speed of its forward convolution; this register tile, a few `left` channels by a few vectors of `right` channels,
/// reads both factors where they lie and reaches that speed.
struct OuterProduct {
  // The implementer designs this: strides of left and right by row and column (a convolution's stride steps `left`),
  // counts, row stride of sums.
};

/// Runs on the calling thread, with the widest instructions this machine has.
void outer_product(const OuterProduct& product);

}  // namespace atelier::ops
