#include "atelier/ops/convolution/direct_convolution.h"

#include <algorithm>
#include <array>
#include <limits>

#include "atelier/ops/convolution/image_parts.h"

namespace atelier::ops {

namespace {

/// The rows of an image, with zeros left and right of them. Each row is copied once, just before it
/// is first read, into a ring of as many rows as the kernel has, which stay in the L1 cache. Where
/// nothing is padded on the sides, they are the image's own.
class PaddedRows {
 public:
  /// @param first the first row that will be asked for.
  PaddedRows(const Window& window, const float* image, std::size_t first)
      : image_(image),
        row_size_(window.input_width * window.channels),
        left_(window.padding_left * window.channels),
        padded_size_(left_ + row_size_ + window.padding_right * window.channels),
        slots_(std::min(window.options.height, window.input_height)),
        next_(first) {
    if (padded_size_ > row_size_) {
      // Each thread's own and kept: a step in the steady state takes no memory.
      thread_local Buffer memory;
      memory.resize(slots_ * padded_size_);
      ring_ = memory.data();
      std::fill_n(ring_, slots_ * padded_size_, 0.0F);
    }
  }

  /// Makes rows first, ..., end - 1 ready, no more of them than the ring has slots. Neither may
  /// go back.
  void advance(std::size_t first, std::size_t end) {
    if (ring_ == nullptr)
      return;
    for (next_ = std::max(next_, first); next_ < end; ++next_) {
      std::copy_n(image_ + next_ * row_size_, row_size_, slot(next_) + left_);
    }
  }

  /// Where the row, with its zeros, begins.
  const float* operator[](std::size_t row) const {
    return ring_ == nullptr ? image_ + row * row_size_ : slot(row);
  }

 private:
  float* slot(std::size_t row) const { return ring_ + row % slots_ * padded_size_; }

  const float* image_;
  std::size_t row_size_;     ///< Floats of an image's row.
  std::size_t left_;         ///< Zeros before it.
  std::size_t padded_size_;  ///< Floats with all zeros.
  std::size_t slots_;        ///< Rows in the ring.
  std::size_t next_;         ///< The first row not yet copied.
  float* ring_ = nullptr;
};

}  // namespace

DirectConvolution::DirectConvolution(const Window& window, std::size_t filters, bool relu,
                                     ThreadPool& pool, const ConvolutionRowKernel& kernel)
    : window_(window), filters_(filters), relu_(relu), pool_(&pool), kernel_(kernel) {
  const std::size_t padded_filters = (filters + kernel.lanes - 1) / kernel.lanes * kernel.lanes;
  weights_.resize(window.options.height * window.options.width * window.channels * padded_filters);
  bias_.resize(padded_filters);
}

void DirectConvolution::set_weights(const float* kernel, const float* bias) {
  pack_convolution_weights(kernel,
                           window_.options.height * window_.options.width * window_.channels,
                           filters_, kernel_.lanes, weights_.data());
  if (bias != nullptr) {
    std::copy_n(bias, filters_, bias_.data());
  } else {
    std::fill_n(bias_.data(), filters_, 0.0F);
  }
}

void DirectConvolution::run(const float* input, std::size_t batch, float* output,
                            const float* mask) {
  const std::size_t input_size = window_.input_height * window_.input_width * window_.channels;
  const std::size_t output_size = window_.output_height * window_.output_width * filters_;
  const std::size_t parts = parts_of_image(batch, window_.output_height);
  pool_->parallel_for(batch * parts, [&](std::size_t task) {
    const std::size_t image = task / parts;
    const std::size_t part = task % parts;
    run_rows(input + image * input_size, part * window_.output_height / parts,
             (part + 1) * window_.output_height / parts, output + image * output_size,
             mask == nullptr ? nullptr : mask + image * output_size);
  });
}

void DirectConvolution::run_rows(const float* image, std::size_t first, std::size_t end,
                                 float* output, const float* mask) const {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const WindowOptions& options = window_.options;
  std::array<const float*, kLargestWindowSide> inputs;
  ConvolutionRow row;
  row.inputs = inputs.data();
  row.taps = options.width * window_.channels;
  row.pixel_stride = options.stride_width * window_.channels;
  row.weights = weights_.data();
  row.packed_kernel_rows = options.height;
  row.bias = bias_.data();
  row.least = relu_ ? 0.0F : -kInfinity;
  row.pixels = window_.output_width;
  row.channels = filters_;

  const auto input_rows = [&](std::size_t output_row) {
    return pixels_inside(output_row, options.height, options.stride_height, window_.padding_top,
                         window_.input_height);
  };
  PaddedRows rows(window_, image, input_rows(first).first);
  for (std::size_t output_row = first; output_row < end; ++output_row) {
    const WindowRange inside = input_rows(output_row);
    rows.advance(inside.first, inside.end);
    // None where padding is all that the kernel is over.
    row.kernel_rows = inside.end > inside.first ? inside.end - inside.first : 0;
    row.first_kernel_row = inside.first + window_.padding_top - output_row * options.stride_height;
    for (std::size_t kernel_row = 0; kernel_row < row.kernel_rows; ++kernel_row) {
      inputs[kernel_row] = rows[inside.first + kernel_row];
    }
    const std::size_t first_output = output_row * window_.output_width * filters_;
    row.output = output + first_output;
    row.mask = mask == nullptr ? nullptr : mask + first_output;
    kernel_.run(row);
  }
}

}  // namespace atelier::ops
